package io.codedeveloper.simulation;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.codedeveloper.simulation.fault.FaultKind;
import io.codedeveloper.simulation.fault.FaultTable;
import io.codedeveloper.simulation.world.Observations.Violation;
import java.util.Map;
import java.util.TreeMap;

/// The sum of many runs.
final class Totals {
  private final FaultTable faults = new FaultTable();
  private final Map<String, Long> violations = new TreeMap<>();
  private final Map<String, Long> checks = new TreeMap<>();
  private final Map<String, Long> repairs = new TreeMap<>();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private long seeds;
  private long violated;
  private long events;
  private double hours;

  synchronized void add(Simulation.Result result) {
    seeds++;
    events += result.events();
    hours += result.virtualHours();
    faults.add(result.faults());
    result.checks().forEach((check, times) -> checks.merge(check, times, Long::sum));
    result.repairs().forEach((repair, times) -> repairs.merge(repair, times, Long::sum));
    result.outcomes().forEach((outcome, times) -> outcomes.merge(outcome, times, Long::sum));
    if (!result.violations().isEmpty()) {
      violated++;
      result.violations().stream()
          .map(Violation::invariant)
          .distinct()
          .forEach(invariant -> violations.merge(invariant, 1L, Long::sum));
    }
  }

  synchronized long seeds() {
    return seeds;
  }

  /// Seeds in which anything was violated.
  synchronized long violated() {
    return violated;
  }

  synchronized double hours() {
    return hours;
  }

  /// Kinds of faults by step; an empty cell is a dot.
  synchronized String table() {
    var steps = faults.steps();
    var text = new StringBuilder(String.format("%-22s", "faults by step"));
    for (var kind : FaultKind.values()) {
      text.append(String.format("%11s", kind.shortName()));
    }
    for (var step : steps) {
      text.append(String.format("%n%-22s", step));
      for (var kind : FaultKind.values()) {
        var times = faults.at(kind, step);
        text.append(String.format("%11s", times == 0 ? "." : Long.toString(times)));
      }
    }
    return text.append(String.format("%n")).toString();
  }

  /// For the report on reliability.
  ///
  /// @param mutants name to the seeds that it took to find each
  synchronized String json(double seconds, Map<String, Integer> mutants) {
    var json = new JsonObject();
    json.addProperty("seeds", seeds);
    json.addProperty("violatedSeeds", violated);
    json.addProperty("virtualHours", Math.round(hours));
    json.addProperty("events", events);
    json.addProperty("faults", faults.total());
    json.addProperty("seedsPerMinute", Math.round(seeds / seconds * 60));
    json.add("violationsByInvariant", counts(violations));
    json.add("checksByInvariant", counts(checks));
    json.add("repairs", counts(repairs));
    json.add("outcomes", counts(outcomes));
    var kinds = new JsonArray();
    for (var kind : FaultKind.values()) {
      kinds.add(kind.words());
    }
    json.add("faultKinds", kinds);
    var cells = new JsonObject();
    for (var step : faults.steps()) {
      var row = new JsonObject();
      for (var kind : FaultKind.values()) {
        row.addProperty(kind.words(), faults.at(kind, step));
      }
      cells.add(step, row);
    }
    json.add("faultsByStep", cells);
    var killed = new JsonObject();
    mutants.forEach(killed::addProperty);
    json.add("mutants", killed);
    return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
  }

  private static JsonObject counts(Map<String, Long> counts) {
    var json = new JsonObject();
    counts.forEach(json::addProperty);
    return json;
  }
}
