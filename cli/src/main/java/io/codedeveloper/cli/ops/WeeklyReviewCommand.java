package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.history.DaysOption;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.cli.terminal.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Counts what a week came to.
@Command(
    name = "weekly-review",
    description = {
      "Counts what a week came to: iterations by outcome, pull requests, crashes and repairs, what it"
          + " cost, and the most frequent errors; from the iterations' own documents, not from the"
          + " log."
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
      var iterations = site.api(api -> api.iterations(WorkedOn.MOST));
      var status = site.api(ControlClient::status);
      var costs = site.api(api -> api.costs(days));
      var errors = new ErrorLog(site, from, now);
      var crashes = site.google().map(google -> site.google(GoogleCloud::executions));
      var repairs =
          site.google()
              .map(google -> site.google(cloud -> cloud.log(REPAIRS, days * HOURS, SHOWN_REPAIRS)));
      var report = Report.on(site, "weekly-review", now).with("since", from.toString());
      report.add(Finding.of("iterations", () -> iterations(report, iterations, from)));
      report.add(Finding.of("uptime", () -> uptime(report, status)));
      report.add(Finding.of("cost", () -> cost(report, costs)));
      crashes.ifPresent(
          answer -> report.add(Finding.of("crashes", () -> crashes(site, answer, from))));
      repairs.ifPresent(answer -> report.add(Finding.of("repairs", () -> repairs(answer))));
      if (crashes.isEmpty()) {
        report.add(site.withoutGoogle());
      }
      report.add(errors(report, errors.read(report)));
      return report.show(with.console(), output.json());
    }
  }

  private static Finding iterations(Report report, Pending<List<JsonObject>> answer, Instant from) {
    var worked = WorkedOn.since(answer.get(), from);
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

  private static Finding uptime(Report report, Pending<JsonObject> answer) {
    var view = new JsonView(answer.get());
    var counters = view.view("metadata").view("counters");
    var sheet = new Sheet("counters_since_the_beginning", "what", "times");
    counters.json().keySet().forEach(name -> sheet.row(name, counters.number(name)));
    report.add(sheet);
    var seconds = (long) view.number("uptime_seconds");
    return seconds == 0
        ? Finding.note("uptime", "the daemon is stopped", "project-manager cloud start")
        : Finding.fine("uptime", "started " + Times.length(Duration.ofSeconds(seconds)) + " ago");
  }

  private static Finding cost(Report report, Pending<JsonObject> answer) {
    var view = new JsonView(answer.get());
    var sheet = new Sheet("spend", "date", "spent_usd", "calls", "tokens");
    view.views("days")
        .forEach(day ->
            sheet.row(
                day.text("date").orElse(""),
                day.number("spent_usd"),
                day.number("calls"),
                day.number("tokens")));
    report.add(sheet);
    return Finding.fine("cost", Amounts.usd(view.number("spent_usd")) + " for model calls");
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
            "%s repaired something; the newest: %s"
                .formatted(
                    Amounts.counted(found.size(), "tick"),
                    LogLine.ofGoogle(found.getFirst()).message()));
  }

  private static Finding errors(Report report, List<LogLine> lines) {
    report.add(LogGroups.of(lines).sheet("top_errors", SHOWN_ERRORS));
    return lines.isEmpty()
        ? Finding.fine("errors", "none were read")
        : Finding.note("errors", lines.size() + " were read", "project-manager ops log-review");
  }
}
