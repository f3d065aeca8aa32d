package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.JobSize;
import io.codedeveloper.cli.history.CloudCosts;
import io.codedeveloper.cli.history.DaysOption;
import io.codedeveloper.cli.history.ProjectMonth;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says what was spent on what, what is unusual about it, and what to change.
@Command(
    name = "cost-review",
    description = {
      "Shows what model calls cost by model, priority, phase and day, and what Google Cloud charges"
          + " for this month for all projects of the daemon (an estimate, as in 'cloud costs'); says"
          + " what is unusual, and what to change."
    })
public final class CostReviewCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static final int USUAL_DAYS = 30;

  /// Dollars a month for which it is worth changing the size of the job.
  private static final double WORTH_A_CHANGE = 2;

  private final Surroundings with;

  @Mixin private DaysOption span = new DaysOption();

  @Mixin private SiteOptions options = new SiteOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public CostReviewCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var days = span.orUsual(USUAL_DAYS);
    var now = with.clock().instant();
    try (var site = options.open(with, LONGEST)) {
      var costs = site.api(api -> api.costs(days));
      var iterations = site.api(api -> api.iterations(WorkedOn.MOST));
      var job = site.google().map(google -> site.google(GoogleCloud::job));
      var projects = site.google().map(google -> site.google(GoogleCloud::daemonProjects));
      var report = Report.on(site, "cost-review", now);
      report.add(Finding.of("budget", () -> budget(costs)));
      unusual(report, costs, iterations, now.minus(Duration.ofDays(days)));
      if (job.isPresent() && projects.isPresent()) {
        var ids = projects.get();
        var size = job.get();
        report.add(
            Finding.of(
                "Google Cloud",
                () -> {
                  var own = ProjectMonth.of(iterations.get(), WorkedOn.MOST, costs.get(), now);
                  var others = new OtherProjects(site, ids.get(), own.project(), days).await(now);
                  report.addAll(others.findings(own.project()));
                  return cloud(report, months(own, others), size.get(), now);
                }));
      } else {
        report.add(site.withoutGoogle());
      }
      return report.show(with.console(), output.json());
    }
  }

  private static Finding budget(Pending<JsonObject> costs) {
    return new BudgetCheck(new JsonView(costs.get())).finding("project-manager cloud costs");
  }

  private static void unusual(
      Report report,
      Pending<JsonObject> costs,
      Pending<List<JsonObject>> iterations,
      Instant from) {
    try {
      var worked = WorkedOn.since(iterations.get(), from);
      var review = new CostReview(new JsonView(costs.get()), worked);
      review.sheets().forEach(report::add);
      report.addAll(worked.cut()).addAll(review.findings());
    } catch (RuntimeException failure) {
      report.add(Finding.unreadable("model", failure));
    }
  }

  private static List<ProjectMonth> months(ProjectMonth own, OtherProjects others) {
    return Stream.concat(Stream.of(own), others.months().stream()).toList();
  }

  private static Sheet projects(List<ProjectMonth> months) {
    var sheet = new Sheet("projects", "project", "iterations", "so_far_usd", "month_end_usd");
    months.forEach(one ->
        sheet.row(one.project(), one.iterations().size(), one.modelSoFar(), one.modelMonthEnd()));
    return sheet;
  }

  private static Finding cloud(
      Report report, List<ProjectMonth> months, JobSize size, Instant now) {
    var month = new CloudCosts(months, size, now);
    var cloud = month.cloud();
    report.add(projects(months));
    var sheet = new Sheet("google_cloud", "service", "so_far_usd", "month_end_usd");
    cloud.dearServices().forEach((name, one) -> sheet.row(name, one.soFar(), one.monthEnd()));
    report.add(sheet);
    var text =
        "about %s so far this month, %s at its end (estimated), on %.1f vCPU and %.1f GiB"
            .formatted(
                Amounts.usd(cloud.soFar().total()),
                Amounts.usd(cloud.monthEnd().total()),
                size.processors(),
                size.gib());
    var smaller = new SmallerJob(size);
    var saved =
        cloud.monthEnd().total()
            - month.cloud(smaller.processors(), smaller.gib()).monthEnd().total();
    return saved > WORTH_A_CHANGE && smaller.isThere()
        ? Finding.note(
            "Google Cloud",
            "%s; %s would save %s, where builds and tests bear it"
                .formatted(text, smaller.text(), Amounts.usd(saved)),
            "project-manager ops scale --env NAME" + smaller.options(),
            "project-manager cloud deploy --env NAME")
        : Finding.fine("Google Cloud", text);
  }
}
