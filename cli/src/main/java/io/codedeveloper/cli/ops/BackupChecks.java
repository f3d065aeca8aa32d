package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.Backup;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.cli.terminal.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What Google Cloud keeps of an installation, should it be lost.
final class BackupChecks {
  /// Backups are made once a day, not always at the same hour.
  private static final Duration OLDEST = Duration.ofHours(30);

  private static final String APPLY = "project-manager cloud deploy --env NAME";

  private final Instant now;
  private final String name;
  private final GoogleCloud google;
  private final Pending<JsonView> database;
  private final Pending<List<JsonView>> schedules;
  private final Pending<List<Backup>> backups;
  private final Pending<JsonView> files;
  private final Pending<JsonView> state;

  /// Asks everything.
  ///
  /// @param name of the database
  BackupChecks(Site site, GoogleCloud google, String name, Instant now) {
    this.now = now;
    this.name = name;
    this.google = google;
    database = site.google(cloud -> new Firestore(cloud).database(name));
    schedules = site.google(cloud -> new Firestore(cloud).schedules(name));
    backups = site.google(cloud -> new Firestore(cloud).backups(name));
    files = site.google(cloud -> bucket(cloud, "files"));
    state = site.google(cloud -> bucket(cloud, "state"));
  }

  private static JsonView bucket(GoogleCloud google, String kind) {
    return google.one("storage", "buckets", "describe", url(google, kind), "--raw");
  }

  private static String url(GoogleCloud google, String kind) {
    return "gs://%s-code-developer-%s".formatted(google.project(), kind);
  }

  /// Waits for the answers.
  List<Finding> findings(Report report) {
    return List.of(
        Finding.of("any minute", this::pointInTime),
        Finding.of("protection", this::protection),
        Finding.of("schedule", this::schedule),
        Finding.of("backups", () -> backups(report)),
        Finding.of("files", () -> bucket("files", "files", files.get())),
        Finding.of("terraform's state", () -> bucket("terraform's state", "state", state.get())));
  }

  /// The newest that can be restored.
  Optional<Backup> newest() {
    return backups.get().stream().filter(Backup::isReady).findFirst();
  }

  private Finding pointInTime() {
    var says = database.get();
    var enabled =
        says.text("pointInTimeRecoveryEnablement")
            .orElse("")
            .equals("POINT_IN_TIME_RECOVERY_ENABLED");
    return enabled
        ? Finding.fine(
            "any minute",
            "since %s can be taken out of '%s'"
                .formatted(
                    says.text("earliestVersionTime").map(Times::seconds).orElse("some time"), name))
        : Finding.wrong(
            "any minute",
            "point-in-time recovery of '%s' is off: only backups are left".formatted(name),
            APPLY);
  }

  private Finding protection() {
    return database
            .get()
            .text("deleteProtectionState")
            .orElse("")
            .equals("DELETE_PROTECTION_ENABLED")
        ? Finding.fine("protection", "'%s' cannot be deleted".formatted(name))
        : Finding.note(
            "protection", "'%s' can be deleted; keep_data = true forbids it".formatted(name));
  }

  private Finding schedule() {
    var all = schedules.get();
    if (all.isEmpty()) {
      return Finding.wrong("schedule", "no backup is made by itself", APPLY);
    }
    var ofDay = all.stream().filter(one -> one.json().has("dailyRecurrence")).findFirst();
    var daily = ofDay.isPresent();
    var kept = ofDay.orElse(all.getFirst()).text("retention").orElse("?").replaceFirst("s$", "");
    var days = kept.matches("[0-9]{1,9}") ? Integer.parseInt(kept) / 86_400 : 0;
    var text =
        "%s, kept for %s".formatted(daily ? "daily" : "weekly", Amounts.counted(days, "day"));
    return daily
        ? Finding.fine("schedule", text)
        : Finding.note("schedule", text + ": up to a week is lost with the database");
  }

  private Finding backups(Report report) {
    var all = backups.get();
    var sheet = new Sheet("backups", "id", "of_at", "state", "until_at");
    all.forEach(one -> sheet.row(one.id(), "" + one.taken(), one.state(), "" + one.until()));
    report.add(sheet);
    var newest = newest();
    if (newest.isEmpty()) {
      return Finding.wrong(
          "backups",
          "there is none of '%s' that could be restored".formatted(name),
          google.line("firestore", "backups", "list", "--location=" + google.location()));
    }
    var text =
        "%d; the newest, %s, is of %s"
            .formatted(
                all.size(), newest.get().id(), Times.relative("" + newest.get().taken(), now));
    return newest.get().taken().isBefore(now.minus(OLDEST))
        ? Finding.wrong(
            "backups",
            text + ": today's is missing",
            google.line("firestore", "backups", "schedules", "list", "--database=" + name))
        : Finding.fine("backups", text);
  }

  private Finding bucket(String subject, String kind, JsonView says) {
    var kept = says.view("softDeletePolicy").text("retentionDurationSeconds").orElse("0");
    var days = kept.matches("[0-9]{1,9}") ? Integer.parseInt(kept) / 86_400 : 0;
    if (!says.view("versioning").flag("enabled")) {
      return Finding.wrong(
          subject,
          "what is saved over is lost: %s keeps no versions".formatted(url(google, kind)),
          google.line("storage", "buckets", "update", url(google, kind), "--versioning"));
    }
    if (days == 0) {
      return Finding.note(
          subject,
          "versions are kept; what is deleted with all of them is lost at once",
          google.line(
              "storage", "buckets", "update", url(google, kind), "--soft-delete-duration=7d"));
    }
    return Finding.fine(
        subject,
        "versions are kept; what is deleted comes back for %s"
            .formatted(Amounts.counted(days, "day")));
  }
}
