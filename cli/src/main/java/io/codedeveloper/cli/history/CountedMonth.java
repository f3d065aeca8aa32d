package io.codedeveloper.cli.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/// What the present month costs, and what is missing in that.
///
/// @param missing the daemon's projects that could not be asked; [#ALL_OTHERS] where not even their
///   names could be read
record CountedMonth(CloudCosts costs, List<String> missing) {
  /// Stands for every project but the one that is meant.
  static final String ALL_OTHERS = "*";

  CountedMonth {
    missing = List.copyOf(missing);
  }

  /// What has to be said of it; empty where nothing is missing.
  Optional<String> gap() {
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    var who =
        missing.contains(ALL_OTHERS)
            ? "Other projects of the daemon are not counted, as their names could not be read"
            : "Not counted: " + String.join(", ", missing);
    return Optional.of(who + ". All together costs more than is shown.");
  }

  /// Adds it to what one project spent.
  void addTo(JsonObject spent) {
    spent.add("google_cloud", costs.json());
    var reconciled = new JsonObject();
    reconciled.addProperty("ledger_usd", costs.modelSoFar());
    reconciled.addProperty("iterations_usd", costs.ofIterations());
    spent.add("reconciled", reconciled);
    var total = new JsonObject();
    total.addProperty("so_far_usd", costs.totalSoFar());
    total.addProperty("month_end_usd", costs.totalMonthEnd());
    spent.add("total", total);
    var others = new JsonArray();
    missing.forEach(others::add);
    spent.add("projects_missing", others);
  }
}
