package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.DeployedVariables;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Questions.Pending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Databases of restore tests that nobody deleted, told from those that only look so.
final class LeftOvers {
  private static final String SUBJECT = "left over";

  private final GoogleCloud google;
  private final String looked;
  private final String repair;
  private final Instant now;
  private final Pending<Map<String, Boolean>> databases;
  private final Pending<Set<String>> used;

  /// Asks which there are, and which are in use.
  ///
  /// @param looked the database that somebody looks at
  /// @param repair the command that deletes them
  LeftOvers(Site site, GoogleCloud google, String looked, String repair, Instant now) {
    this.google = google;
    this.looked = looked;
    this.repair = repair;
    this.now = now;
    databases = site.google(cloud -> new Firestore(cloud).protection());
    used = site.google(cloud -> new DeployedVariables(cloud).databases());
  }

  /// The databases of restore tests: why it stays, or nothing where it may go.
  private Map<String, Optional<String>> all() {
    var all = new TreeMap<String, Optional<String>>();
    databases
        .get()
        .forEach((name, guarded) ->
            RestoreTest.began(name)
                .ifPresent(began -> all.put(name, whyNot(name, guarded, began))));
    return all;
  }

  private Optional<String> whyNot(String name, boolean guarded, Instant began) {
    if (used.get().contains(name)) {
      return Optional.of("is in use");
    }
    if (name.equals(looked)) {
      return Optional.of("is the one that is looked at");
    }
    if (guarded) {
      return Optional.of("is protected");
    }
    return began.plus(RestoreTest.OVER_AFTER).isAfter(now)
        ? Optional.of("may be of a test that still runs")
        : Optional.empty();
  }

  private static List<String> gone(Map<String, Optional<String>> all) {
    return all.keySet().stream()
        .filter(name -> all.getOrDefault(name, Optional.empty()).isEmpty())
        .toList();
  }

  /// Waits for the answers.
  ///
  /// @param repaired whether [#deleted] says what became of those that may go
  Finding finding(boolean repaired) {
    var all = all();
    var gone = gone(all);
    if (!gone.isEmpty() && !repaired) {
      return Finding.wrong(
          SUBJECT, "of restore tests, and paid for: " + String.join(", ", gone), repair);
    }
    var stay = new ArrayList<String>();
    all.forEach((name, why) -> why.ifPresent(reason -> stay.add(name + " " + reason)));
    return stay.isEmpty()
        ? Finding.fine(
            SUBJECT, "no %sdatabase of a restore test".formatted(gone.isEmpty() ? "" : "other "))
        : Finding.note(SUBJECT, String.join("; ", stay));
  }

  /// Deletes those that may go; none where it is not known which are in use.
  List<Finding> deleted() {
    try {
      return gone(all()).stream().map(this::deleted).toList();
    } catch (RuntimeException unreadable) {
      return List.of(); // The finding says it.
    }
  }

  private Finding deleted(String database) {
    var words = new Firestore(google).deleting(database);
    return new Act.Plan(SUBJECT, google.line(words), "")
        .carriedOut(() -> {
          google.change(words);
          return database + " is deleted";
        })
        .finding();
  }
}
