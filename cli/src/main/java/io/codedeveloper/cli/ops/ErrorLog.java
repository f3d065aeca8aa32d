package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Questions.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Errors of a span of time: those of the daemon, and those that functions and executions left in
/// Google Cloud.
final class ErrorLog {
  /// What the API does not give: everything but the daemon's own log.
  private static final String OTHERS =
      "resource.type=(\"cloud_run_revision\" OR \"cloud_run_job\") severity>=ERROR NOT logName:\"logs/code-developer\"";

  private final Pending<List<LogLine>> daemon;
  private final Optional<Pending<List<LogLine>>> others;

  /// Asks for them.
  ErrorLog(Site site, Instant since, Instant now) {
    daemon = site.api(api -> LogLine.read(api, "error", since.toString()));
    var hours = (int) Math.max(1, Duration.between(since, now).plusMinutes(59).toHours());
    others = site.google().map(google -> site.google(cloud -> read(cloud, hours)));
  }

  private static List<LogLine> read(GoogleCloud google, int hours) {
    return google.log(OTHERS, hours, LogLine.MOST).stream().map(LogLine::ofGoogle).toList();
  }

  /// All that could be read; why others could not is added to the report.
  List<LogLine> read(Report report) {
    var lines = new ArrayList<>(part("daemon's log", daemon, report));
    others.ifPresent(answer -> lines.addAll(part("log of Google Cloud", answer, report)));
    return lines;
  }

  private static List<LogLine> part(String name, Pending<List<LogLine>> answer, Report report) {
    try {
      var lines = answer.get();
      if (lines.size() == LogLine.MOST) {
        report.add(
            Finding.note(
                name, "has more than the %d newest errors that were read".formatted(LogLine.MOST)));
      }
      return lines;
    } catch (RuntimeException failure) {
      report.add(Finding.unreadable(name, failure));
      return List.of();
    }
  }
}
