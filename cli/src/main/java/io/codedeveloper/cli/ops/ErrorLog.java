package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Questions.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Errors of a span of time: those of the daemon in its projects, and those that functions and
/// executions left in Google Cloud.
final class ErrorLog {
  /// What the API does not give: everything but the daemon's own log.
  private static final String OTHERS =
      "resource.type=(\"cloud_run_revision\" OR \"cloud_run_job\") severity>=ERROR NOT logName:\"logs/code-developer\"";

  private final String since;
  private final Pending<List<LogLine>> daemon;
  private final Optional<Pending<List<LogLine>>> elsewhere;
  private final List<LogLine> lines = new ArrayList<>();
  private final Map<String, OneProject> projects = new HashMap<>();
  private final Set<String> cut = new HashSet<>();

  /// Asks for them, as far as that can be done before it is known which projects there are.
  ErrorLog(Site site, OneProject meant, Instant since, Instant now) {
    this.since = since.toString();
    daemon = ask(meant);
    var hours = (int) Math.max(1, Duration.between(since, now).plusMinutes(59).toHours());
    elsewhere = site.google().map(google -> site.google(cloud -> read(cloud, hours)));
  }

  private Pending<List<LogLine>> ask(OneProject project) {
    return project.ask(api -> LogLine.read(api, "error", since));
  }

  private static List<LogLine> read(GoogleCloud google, int hours) {
    return google.log(OTHERS, hours, LogLine.MOST).stream().map(LogLine::ofGoogle).toList();
  }

  /// Asks for those of other projects, too, and reads all that can be read; why others could not is
  /// added to the report.
  List<LogLine> read(DaemonProjects.Known known, Report report) {
    var asked = new ArrayList<>(List.of(new Asked(known.meant(), daemon)));
    known.others().forEach(one -> asked.add(new Asked(one, ask(one))));
    asked.forEach(one -> read(one, report));
    elsewhere.ifPresent(answer -> addElsewhere(answer, report));
    return List.copyOf(lines);
  }

  private void read(Asked one, Report report) {
    var source = one.project().of(LogLine.DAEMON);
    projects.put(source, one.project());
    try {
      var some = one.lines().get().stream().map(line -> line.from(source)).toList();
      add(one.project().of("daemon's log"), some, report);
    } catch (RuntimeException failure) {
      report.add(one.project().unread("daemon's log", failure));
    }
  }

  private record Asked(OneProject project, Pending<List<LogLine>> lines) {}

  private void addElsewhere(Pending<List<LogLine>> answer, Report report) {
    try {
      add("log of Google Cloud", answer.get(), report);
    } catch (RuntimeException failure) {
      report.add(Finding.unreadable("log of Google Cloud", failure));
    }
  }

  private void add(String name, List<LogLine> some, Report report) {
    lines.addAll(some);
    if (some.size() >= LogLine.MOST) {
      some.forEach(line -> cut.add(line.source()));
      report.add(
          Finding.note(
              name,
              "has more than the %d newest errors that were read: how often they came, and since when, is not known; look at a shorter time"
                  .formatted(LogLine.MOST)));
    }
  }

  /// Whether older entries than those that were read are not known.
  boolean isCut() {
    return !cut.isEmpty();
  }

  /// Whether older entries of a source are not known.
  boolean isCut(String source) {
    return cut.contains(source);
  }

  /// The project that writes under this name; empty where it is none.
  Optional<OneProject> project(String source) {
    return Optional.ofNullable(projects.get(source));
  }
}
