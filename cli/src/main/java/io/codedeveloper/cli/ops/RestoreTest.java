package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.google.Backup;
import io.codedeveloper.cli.google.DocumentCounts;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.terminal.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Restores a backup into a database of its own, counts, and deletes what it made.
///
/// @param of the database that the backup is of
record RestoreTest(Firestore firestore, String of, Surroundings with) {
  private static final Duration LONGEST = Duration.ofHours(4);

  /// No restore test is under way so long after it began.
  static final Duration OVER_AFTER = LONGEST.plusHours(1);

  private static final String PREFIX = "restore-test-";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /// When the restore test began that a database is named after; empty where it is of none.
  static Optional<Instant> began(String database) {
    if (!database.matches(PREFIX + "[0-9]{8}-[0-9]{6}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(STAMP.parse(database.substring(PREFIX.length()), Instant::from));
    } catch (DateTimeException noMoment) {
      return Optional.empty();
    }
  }

  List<Finding> run(Backup backup, Report report) {
    var into = PREFIX + STAMP.format(with.clock().instant());
    if (firestore.protection().containsKey(into)) {
      return List.of(
          Finding.wrong("restore test", "there is a database '%s' already".formatted(into)));
    }
    var findings = new ArrayList<Finding>();
    findings.add(new ProcedureStep("restore test", () -> restored(backup, into)).finding());
    if (findings.getFirst().level() == Level.FINE) {
      findings.add(Finding.of("documents", () -> compared(backup, into, report)));
      findings.add(deleted(into));
    } else if (findings.getFirst().level() == Level.WRONG) {
      findings.add(
          Finding.note(
              "cleanup",
              "where something of '%s' is left, this deletes it, five hours from now"
                  .formatted(into),
              "project-manager ops data-maintenance --repair"));
    } else {
      findings.add(
          Finding.note(
              "cleanup",
              "'%s' was left as it is; delete it when it is no longer restored".formatted(into),
              firestore.google().line(firestore.deleting(into))));
    }
    return findings;
  }

  private Finding restored(Backup backup, String into) {
    var began = with.clock().instant();
    firestore.restore(backup, into, with.person(), with.clock(), LONGEST);
    return Finding.fine(
        "restore test",
        "%s was restored into '%s' within %s"
            .formatted(
                backup.id(), into, Times.length(Duration.between(began, with.clock().instant()))));
  }

  private Finding compared(Backup backup, String into, Report report) {
    var counts = DocumentCounts.in(firestore.google(), with);
    var minute = backup.taken().truncatedTo(ChronoUnit.MINUTES);
    var then = counts.of(of, Optional.of(minute));
    var after = counts.of(of, Optional.of(minute.plus(1, ChronoUnit.MINUTES)));
    var restored = counts.of(into, Optional.empty());
    var sheet = new Sheet("documents", "collection", "then", "restored");
    then.forEach((name, count) -> sheet.row(name, count, restored.getOrDefault(name, 0L)));
    report.add(sheet);
    return new CountComparison(then, after, restored).finding("" + minute);
  }

  private Finding deleted(String into) {
    var words = firestore.deleting(into);
    var plan = new Act.Plan("cleanup", firestore.google().line(words), "");
    return plan.carriedOut(
            () -> {
              firestore.google().change(words);
              return "'%s' is deleted again".formatted(into);
            })
        .finding();
  }
}
