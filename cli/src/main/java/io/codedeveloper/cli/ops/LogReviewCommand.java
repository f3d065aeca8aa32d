package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Groups the errors of a week by what they say.
@Command(
    name = "log-review",
    description = {
      "Groups the errors of the logs by what they say: how often, first and last, and the newest of"
          + " each. With a project of Google Cloud also those of functions and executions.",
      "What is new since yesterday is wrong, and so are more than ten a day. All projects of the"
          + " daemon are looked at, unless --project names one.",
      "Counts the requests that functions refused, too, for want of a right: where somebody tries"
          + " tokens there are many."
    })
public final class LogReviewCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static final Duration NEW = Duration.ofDays(1);
  private static final int SHOWN = 30;
  private static final double MANY_A_DAY = 10;
  private static final double SECONDS_OF_DAY = 86_400;

  private final Surroundings with;

  @Mixin private SinceOption since = new SinceOption("7d");
  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public LogReviewCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var now = with.clock().instant();
    var from = since.before(now);
    try (var site = options.open(with, LONGEST)) {
      var projects = new DaemonProjects(site, options.named());
      var log = new ErrorLog(site, projects.meant(), from, now);
      var refused = site.google().map(google -> new RefusedRequests(site, google, from, now));
      var report = Report.on(site, "log-review", now).with("since", from.toString());
      var known = projects.known();
      report.addAll(known.findings());
      var lines = log.read(known, report);
      var groups = LogGroups.of(lines);
      report.add(groups.sheet("errors", SHOWN));
      if (!report.worst().isUnknown() || !lines.isEmpty()) {
        report.add(frequency(lines, log.isCut(), from, now));
        new NewErrors(site, log, now.minus(NEW)).in(groups, from).forEach(report::add);
      }
      refused.ifPresent(requests -> report.add(Finding.of("refused", requests::finding)));
      return report.show(with.console(), output.json());
    }
  }

  private static Finding frequency(List<LogLine> lines, boolean isCut, Instant from, Instant now) {
    if (lines.isEmpty()) {
      return Finding.fine("errors", "none");
    }
    var days = Math.max(1, Duration.between(from, now).toSeconds() / SECONDS_OF_DAY);
    var text = "%s%d in all".formatted(isCut ? "at least " : "", lines.size());
    return lines.size() / days > MANY_A_DAY
        ? Finding.wrong(
            "errors",
            text + ", more than %.0f a day".formatted(MANY_A_DAY),
            "project-manager cloud logs --level error --since 1d",
            "project-manager ops health-check")
        : Finding.note("errors", text, "project-manager cloud logs --level error --since 1d");
  }
}
