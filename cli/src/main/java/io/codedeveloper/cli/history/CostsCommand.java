package io.codedeveloper.cli.history;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.GoogleOptions;
import io.codedeveloper.cli.google.JobSize;
import io.codedeveloper.cli.inbox.DaemonChoice;
import io.codedeveloper.cli.program.Questions;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Table;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows what was spent, on what, and what is left.
@Command(
    name = "costs",
    description = {
      "Shows what the model's calls cost by day, model, priority and phase; what is left of the"
          + " budget; and what the month will come to.",
      "Where a project of Google Cloud is known, also what Google Cloud charges for the month by"
          + " service: an estimate from the iterations of all projects of the daemon there, the size"
          + " of the job, and list prices.",
      "With --data, no server is needed."
    })
public final class CostsCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int USUAL_DAYS = 30;
  private static final int MOST_ITERATIONS = 5000;
  private static final int BAR = 20;

  private final Surroundings with;

  @Mixin private DaysOption span = new DaysOption();

  @Mixin private DaemonChoice daemon = new DaemonChoice();
  @Mixin private GoogleOptions google = new GoogleOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public CostsCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var days = span.orUsual(USUAL_DAYS);
    try (var api = daemon.open(with)) {
      var costs = api.costs(days);
      var month = googleCloud().map(cloud -> month(api, costs, cloud, days));
      if (output.json()) {
        month.ifPresent(known -> known.addTo(costs));
        with.console().json(costs);
      } else {
        print(new JsonView(costs));
        month.ifPresent(known -> new MonthView(known).print(with.console()));
      }
      return ExitCode.DONE;
    }
  }

  /// The project, where one is known.
  private Optional<GoogleCloud> googleCloud() {
    return daemon.isHere() ? Optional.empty() : google.known(with, daemon.connection());
  }

  private CountedMonth month(ControlClient api, JsonObject costs, GoogleCloud cloud, int days) {
    var now = with.clock().instant();
    var own = month(api, costs, now);
    var all = new ArrayList<>(List.of(own));
    var missing = new ArrayList<String>();
    var ids = projects(cloud, own.project());
    for (var id : ids.orElse(List.of())) {
      if (!id.equals(own.project())) {
        other(id, days, now).ifPresentOrElse(all::add, () -> missing.add(id));
      }
    }
    if (ids.isEmpty()) {
      missing.add(CountedMonth.ALL_OTHERS);
    }
    return new CountedMonth(new CloudCosts(all, size(cloud), now), missing);
  }

  private static ProjectMonth month(ControlClient api, JsonObject costs, Instant now) {
    return ProjectMonth.of(api.iterations(MOST_ITERATIONS), MOST_ITERATIONS, costs, now);
  }

  /// All of them; empty where they cannot be read.
  private Optional<List<String>> projects(GoogleCloud cloud, String own) {
    try (var questions = new Questions(LONGEST)) {
      return Optional.of(questions.ask("Google Cloud", cloud::daemonProjects).get());
    } catch (UserErrorException | TransientException unknown) {
      with.console()
          .problem(
              "which projects the daemon has could not be read, and only '%s' is counted: %s"
                  .formatted(own, unknown.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<ProjectMonth> other(String id, int days, Instant now) {
    try (var api = daemon.connection().open(with, Optional.of(id))) {
      return Optional.of(month(api, api.costs(days), now));
    } catch (UserErrorException | TransientException | UnreachableException unknown) {
      with.console()
          .problem("the project '%s' is not counted: %s".formatted(id, unknown.getMessage()));
      return Optional.empty();
    }
  }

  private JobSize size(GoogleCloud cloud) {
    try (var questions = new Questions(LONGEST)) {
      return questions.ask("Google Cloud", cloud::job).get();
    } catch (UserErrorException | TransientException unknown) {
      with.console()
          .problem(
              "the size of the job could not be read, and %.0f vCPU with %.0f GiB are assumed: %s"
                  .formatted(
                      JobSize.USUAL.processors(), JobSize.USUAL.gib(), unknown.getMessage()));
      return JobSize.USUAL;
    }
  }

  private void print(JsonView costs) {
    with.console()
        .line(
            Line.of("spent ")
                .bold(Amounts.usd(costs.number("spent_usd")))
                .and(costs.text("project").map(id -> " on the project " + id).orElse(""))
                .and(
                    " from %s to %s"
                        .formatted(costs.text("from").orElse("?"), costs.text("to").orElse("?"))));
    budget(costs.view("budget"));
    forecast(costs.view("forecast"));
    days(costs.views("days"));
    named("MODEL", costs.views("models"));
    named("PRIORITY", costs.views("priorities"));
    named("PHASE", costs.views("phases"));
  }

  private void budget(JsonView budget) {
    with.console().blank();
    var table = new Table("BUDGET", "CHARGED", "OF", "LEFT");
    for (var span : List.of("day", "month")) {
      var present = span.equals("day") ? "today" : "this_month";
      var left = budget.number("left_" + present + "_usd");
      table.row(
          Line.of(present.replace('_', ' ')),
          Line.of(Amounts.usd(budget.number("charged_" + present + "_usd"))),
          Line.of(Amounts.usd(budget.number("per_" + span + "_usd"))),
          Line.of(left > 0 ? Style.GREEN : Style.RED, Amounts.usd(left)));
    }
    table.row(
        Line.of("each priority"),
        Line.of(""),
        Line.of(Amounts.usd(budget.number("per_priority_usd"))),
        Line.of(""));
    table.printTo(with.console());
  }

  private void forecast(JsonView forecast) {
    var over = forecast.flag("exceeds_budget");
    with.console().blank();
    with.console()
        .line(
            Line.of("%s will come to ".formatted(forecast.text("month").orElse("the month")))
                .and(over ? Style.RED : Style.BOLD, Amounts.usd(forecast.number("month_end_usd")))
                .and(
                    " at %s a day%s"
                        .formatted(
                            Amounts.usd(forecast.number("per_day_usd")),
                            over ? ", more than the month's budget" : "")));
  }

  private void days(List<JsonView> days) {
    if (days.isEmpty()) {
      return;
    }
    with.console().blank();
    var most = days.stream().mapToDouble(day -> day.number("spent_usd")).max().orElse(0);
    var table = new Table("DAY", "SPENT", "CALLS", "TOKENS", "");
    for (var day : days) {
      var spent = day.number("spent_usd");
      var bar = most > 0 ? (int) Math.round(spent / most * BAR) : 0;
      table.row(
          Line.of(day.text("date").orElse("")),
          Line.of(Amounts.usd(spent)),
          Line.of(Amounts.count(day.number("calls"))),
          Line.of(Amounts.count(day.number("tokens"))),
          Line.of(Style.CYAN, "#".repeat(bar)));
    }
    table.printTo(with.console());
  }

  private void named(String heading, List<JsonView> spends) {
    if (spends.isEmpty()) {
      return;
    }
    with.console().blank();
    var table = new Table("SPENT", "CALLS", "TOKENS", heading);
    spends.forEach(one ->
        table.row(
            Line.of(Amounts.usd(one.number("spent_usd"))),
            Line.of(Amounts.count(one.number("calls"))),
            Line.of(Amounts.count(one.number("tokens"))),
            Line.of(one.text("name").orElse(""))));
    table.printTo(with.console());
  }
}
