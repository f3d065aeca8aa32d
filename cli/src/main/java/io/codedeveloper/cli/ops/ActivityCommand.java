package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.cli.terminal.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows what the daemon did lately.
@Command(
    name = "activity",
    description = {
      "Shows what the daemon did since yesterday: iterations, pull requests, and what it told and"
          + " asked."
    })
public final class ActivityCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Surroundings with;

  @Mixin private SinceOption since = new SinceOption("1d");
  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public ActivityCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var now = with.clock().instant();
    var from = since.before(now);
    try (var site = options.open(with, LONGEST)) {
      var iterations = site.api(api -> api.iterations(WorkedOn.MOST));
      var notifications = site.api(api -> api.notifications(Optional.empty()));
      var report = Report.on(site, "activity", now).with("since", from.toString());
      report.add(Finding.of("iterations", () -> iterations(report, iterations, from)));
      report.add(Finding.of("told and asked", () -> told(report, notifications, from)));
      return report.show(with.console(), output.json());
    }
  }

  private Finding iterations(Report report, Pending<List<JsonObject>> answer, Instant from) {
    var worked = WorkedOn.since(answer.get(), from);
    report.addAll(worked.cut());
    report.add(worked.iterations()).add(worked.pullRequests());
    var text =
        "%s since %s, %d with a pull request, for %s"
            .formatted(
                Amounts.counted(worked.all().size(), "iteration"),
                Times.seconds(from.toString()),
                worked.withPullRequest().size(),
                Amounts.usd(worked.usd()));
    return worked.all().isEmpty()
        ? Finding.note("iterations", text, "project-manager cloud status")
        : Finding.fine("iterations", text);
  }

  private static Finding told(Report report, Pending<List<JsonObject>> answer, Instant from) {
    var recent =
        answer.get().stream()
            .map(JsonView::new)
            .filter(one -> !WorkedOn.at(one, "created_at").isBefore(from))
            .toList();
    var sheet = new Sheet("notifications", "created_at", "type", "status", "title");
    recent.forEach(one ->
        sheet.row(
            one.text("created_at").orElse(""),
            one.text("type").orElse(""),
            one.text("status").orElse(""),
            one.text("title").orElse("")));
    report.add(sheet);
    var open =
        answer.get().stream()
            .map(JsonView::new)
            .filter(one -> one.flag("requires_response") && one.text("response").isEmpty())
            .count();
    var text =
        "%s, %s open"
            .formatted(
                Amounts.counted(recent.size(), "notification"), Amounts.counted(open, "question"));
    return open > 0
        ? Finding.note("told and asked", text, "project-manager respond")
        : Finding.fine("told and asked", text);
  }
}
