package io.codedeveloper.cli.history;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.inbox.DaemonChoice;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Times;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows and changes when the daemon looks for work.
@Command(
    name = "schedule",
    description = {
      "Says when the daemon looks for work. To change it: schedule set.",
      "With --data, no server is needed."
    })
public final class ScheduleCommand implements Callable<Integer> {
  private static final String ANY_TIME = "always";

  private final Surroundings with;

  @Mixin private DaemonChoice daemon = new DaemonChoice();
  @Mixin private OutputOptions output = new OutputOptions();

  public ScheduleCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    return show(daemon, output);
  }

  @Command(name = "get", description = "Says when the daemon looks for work.")
  int get(@Mixin DaemonChoice chosen, @Mixin OutputOptions wanted) {
    return show(chosen, wanted);
  }

  private int show(DaemonChoice chosen, OutputOptions wanted) {
    try (var api = chosen.open(with)) {
      print(api.schedule(), wanted);
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "set",
      description = "Changes when the daemon looks for work; what is not given stays.")
  int set(
      @Parameters(
              arity = "0..1",
              paramLabel = "WHEN",
              description = "An interval (30m, 1h) or five fields of cron in quotes.")
          Optional<String> cron,
      @Option(
              names = "--time-zone",
              paramLabel = "ZONE",
              description = "Of cron and the window: Europe/Paris.")
          Optional<String> zone,
      @Option(
              names = "--window",
              paramLabel = "FROM-TO",
              description = "Begin iterations only then: 22:00-06:00; or always.")
          Optional<String> window,
      @Mixin DaemonChoice chosen,
      @Mixin OutputOptions wanted) {
    var changes = new JsonObject();
    cron.ifPresent(text -> changes.addProperty("cron", text));
    zone.ifPresent(text -> changes.addProperty("time_zone", text));
    window.ifPresent(text -> window(changes, text));
    if (changes.isEmpty()) {
      throw new UserErrorException(
          "nothing is to change; write for instance: project-manager cloud schedule set 1h --window 22:00-06:00");
    }
    try (var api = chosen.open(with)) {
      var answer = api.setSchedule(changes);
      print(new JsonView(answer).view("data").view("schedule").json(), wanted);
      return ExitCode.DONE;
    }
  }

  private static void window(JsonObject changes, String text) {
    if (text.equals(ANY_TIME)) {
      changes.add("window", JsonNull.INSTANCE);
    } else {
      changes.addProperty("window", text);
    }
  }

  private void print(JsonObject schedule, OutputOptions wanted) {
    if (wanted.json()) {
      with.console().json(schedule);
      return;
    }
    var view = new JsonView(schedule);
    fact("looks for work", view.text("cron").map(Line::of).orElse(Line.of("?")));
    fact("time zone", Line.of(view.text("time_zone").orElse("UTC")));
    fact("begins only", Line.of(view.text("window").orElse("at any time")));
    fact("next", next(view));
  }

  private Line next(JsonView view) {
    if (view.flag("paused")) {
      return Line.of(Style.YELLOW, "paused").and("; go on with: project-manager cloud start");
    }
    return view.text("next_run")
        .map(
            at -> Line.of(Times.seconds(at)).dim("  " + Times.relative(at, with.clock().instant())))
        .orElse(Line.of("unknown"));
  }

  private void fact(String name, Line value) {
    with.console().line(Line.of(Style.DIM, "%-16s".formatted(name)).then(value));
  }
}
