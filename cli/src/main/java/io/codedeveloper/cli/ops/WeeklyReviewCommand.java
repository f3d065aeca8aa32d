package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.history.DaysOption;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Counts what a week came to.
@Command(
    name = "weekly-review",
    description = {
      "Counts what a week came to: iterations by outcome, pull requests, crashes and repairs, what it"
          + " cost, and the most frequent errors; from the iterations' own documents, not from the"
          + " log. All projects of the daemon are counted, unless --project names one."
    })
public final class WeeklyReviewCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static final int USUAL_DAYS = 7;
  private static final int HOURS = 24;
  private static final int SHOWN_ERRORS = 10;
  private static final int SHOWN_REPAIRS = 200;
  private static final String REPAIRS =
      "jsonPayload.message:\"repaired:\" OR textPayload:\"repaired:\"";

  private final Surroundings with;

  @Mixin private DaysOption span = new DaysOption();

  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public WeeklyReviewCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var days = span.orUsual(USUAL_DAYS);
    var now = with.clock().instant();
    var from = now.minus(Duration.ofDays(days));
    try (var site = options.open(with, LONGEST)) {
      var projects = new DaemonProjects(site, options.named());
      var meant = ProjectWeek.of(projects.meant(), days);
      var errors = new ErrorLog(site, projects.meant(), from, now);
      var crashes = site.google().map(google -> site.google(GoogleCloud::executions));
      var repairs =
          site.google()
              .map(google -> site.google(cloud -> cloud.log(REPAIRS, days * HOURS, SHOWN_REPAIRS)));
      var report = Report.on(site, "weekly-review", now).with("since", from.toString());
      var known = projects.known();
      var weeks = new ArrayList<>(List.of(meant.called(known.meant())));
      known.others().forEach(one -> weeks.add(ProjectWeek.of(one, days)));
      report.addAll(known.findings());
      ofProjects(report, weeks, from);
      crashes.ifPresent(
          answer -> report.add(Finding.of("crashes", () -> crashes(site, answer, from))));
      repairs.ifPresent(answer -> report.add(Finding.of("repairs", () -> repairs(answer))));
      if (crashes.isEmpty()) {
        report.add(site.withoutGoogle());
      }
      var read = errors.read(known, report);
      report.add(errors(report, read, errors.isCut()));
      return report.show(with.console(), output.json());
    }
  }

  private static void ofProjects(Report report, List<ProjectWeek> weeks, Instant from) {
    var counters = new Sheet("counters_since_the_beginning", "project", "what", "times");
    var uptimes = weeks.stream().map(one -> one.uptime(counters)).toList();
    iterations(report, weeks, from);
    report.add(counters).addAll(uptimes);
    cost(report, weeks);
  }

  private static void iterations(Report report, List<ProjectWeek> weeks, Instant from) {
    var sheet =
        new Sheet("projects", "project", "iterations", "pull_requests", "for_nothing", "cost_usd");
    var all = Optional.<WorkedOn>empty();
    for (var week : weeks) {
      var worked = week.worked(from, report);
      worked.ifPresent(one -> row(sheet, week.name(), one));
      all = Stream.concat(all.stream(), worked.stream()).reduce(WorkedOn::and);
    }
    if (weeks.size() > 1) {
      report.add(sheet);
    }
    all.ifPresent(worked -> report.add(iterations(report, worked)));
  }

  private static void row(Sheet sheet, String project, WorkedOn one) {
    sheet.row(
        project, one.all().size(), one.withPullRequest().size(), one.fruitless().size(), one.usd());
  }

  private static Finding iterations(Report report, WorkedOn worked) {
    report.addAll(worked.cut());
    report.add(worked.outcomes()).add(worked.pullRequests());
    var fruitless = worked.fruitless();
    var text =
        "%d, %d with a pull request, %d that came to nothing (%s)"
            .formatted(
                worked.all().size(),
                worked.withPullRequest().size(),
                fruitless.size(),
                Amounts.usd(WorkedOn.usd(fruitless)));
    return fruitless.size() > worked.withPullRequest().size()
        ? Finding.wrong(
            "iterations",
            text + ": more came to nothing than to a pull request",
            "project-manager iterations",
            "project-manager view")
        : Finding.fine("iterations", text);
  }

  private static void cost(Report report, List<ProjectWeek> weeks) {
    var sheet = new Sheet("spend", "project", "date", "spent_usd", "calls", "tokens");
    var spent = weeks.stream().flatMap(one -> one.spent(sheet, report).stream()).toList();
    report.add(sheet);
    if (!spent.isEmpty()) {
      var sum = spent.stream().mapToDouble(Double::doubleValue).sum();
      report.add(Finding.fine("cost", Amounts.usd(sum) + " for model calls"));
    }
  }

  private static Finding crashes(Site site, Pending<List<Execution>> answer, Instant from) {
    var recent = answer.get().stream().filter(one -> one.created().isAfter(from)).toList();
    var failed = recent.stream().filter(one -> one.state() == Execution.State.FAILED).toList();
    var text = "%d of %d executions failed".formatted(failed.size(), recent.size());
    return failed.isEmpty()
        ? Finding.fine("crashes", text)
        : Finding.wrong(
            "crashes",
            "%s; the newest, %s: %s"
                .formatted(text, failed.getFirst().name(), failed.getFirst().message()),
            describing(site, failed.getFirst()),
            "project-manager ops log-review");
  }

  private static String describing(Site site, Execution execution) {
    var google = site.google().orElseThrow();
    return google.line(
        "run", "jobs", "executions", "describe", execution.name(), "--region=" + google.location());
  }

  private static Finding repairs(Pending<List<JsonView>> answer) {
    var found = answer.get();
    return found.isEmpty()
        ? Finding.fine("repairs", "none")
        : Finding.note(
            "repairs",
            "%s%s repaired something; the newest: %s"
                .formatted(
                    found.size() >= SHOWN_REPAIRS ? "at least " : "",
                    Amounts.counted(found.size(), "tick"),
                    LogLine.ofGoogle(found.getFirst()).message()));
  }

  private static Finding errors(Report report, List<LogLine> lines, boolean isCut) {
    report.add(LogGroups.of(lines).sheet("top_errors", SHOWN_ERRORS));
    return lines.isEmpty()
        ? Finding.fine("errors", "none were read")
        : Finding.note(
            "errors",
            (isCut ? "at least " : "") + lines.size() + " came",
            "project-manager ops log-review");
  }
}
