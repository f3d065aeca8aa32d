package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An installation that is stopped, and what is said and written down about that.
///
/// @param title of the incident
/// @param since when the timeline begins
record StoppedSite(Site site, String title, Instant since, Surroundings with) {
  /// Stops it, and tells it.
  ///
  /// @param secrets whether its keys are disabled, too
  /// @param folders where the incident may be written down: the first that takes it
  /// @return the exit code
  int stop(boolean secrets, List<IncidentFile> folders, boolean json) {
    var now = with.clock().instant();
    var stop = new EmergencyStop(site, secrets);
    var state = new CapturedState(site, since, stop::executions, stop::ticks);
    var acts = stop.acts();
    // Its commands mean this installation already.
    var report = new Report("emergency-stop", site.name(), now).whenWell("everything is stopped");
    report.add(undo(acts));
    acts.forEach(act -> report.add(act.finding()));
    if (site.google().isEmpty()) {
      report.add(untouched());
    }
    var found = report.findings().stream().filter(one -> one.level() != Level.FINE).toList();
    var incident = new IncidentReport(title, Severity.P0, now, since, site, found, acts, state);
    var text = with.redactor().redact(incident.text());
    var unwritten = write(report, folders, now, text);
    var code = report.show(with.console(), json);
    if (unwritten && !json) {
      with.console().text(text);
    }
    return code;
  }

  /// In the order in which it is undone.
  private static Sheet undo(List<Act> acts) {
    var sheet = new Sheet("how_to_undo_it", "what", "command");
    acts.reversed().stream()
        .filter(act -> !act.undo().isNone())
        .forEach(act -> sheet.row(act.undone(), act.undo().command()));
    return sheet;
  }

  /// @return whether nobody took it
  private boolean write(Report report, List<IncidentFile> folders, Instant now, String text) {
    var failures = new ArrayList<String>();
    for (var folder : folders) {
      try {
        var file = folder.write(now, Severity.P0, text);
        report.with("incident_file", file.toString());
        report.add(written(file, failures));
        return false;
      } catch (UserErrorException failure) {
        failures.add(String.valueOf(failure.getMessage()));
      }
    }
    report.with("incident", text);
    report.add(
        Finding.wrong("incident", "is written down nowhere, keep it: " + failures.getFirst()));
    return true;
  }

  private Finding written(Path file, List<String> failures) {
    var why = failures.isEmpty() ? "" : "; " + failures.getFirst();
    return Finding.note(
        "incident",
        "is written down in %s; tell the owner of the project%s".formatted(file, why),
        site.addressed("project-manager ops health-check"));
  }

  private Finding untouched() {
    return new Finding(
        "Google Cloud",
        Level.UNREADABLE,
        "ticks, queue, executions and secrets were left alone: " + site.withoutGoogle().text(),
        List.of());
  }
}
