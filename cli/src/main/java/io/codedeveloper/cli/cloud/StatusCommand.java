package io.codedeveloper.cli.cloud;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Times;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says what the daemon does.
@Command(name = "status", description = "Says what the daemon does now.")
public final class StatusCommand implements Callable<Integer> {
  private static final int BAR = 24;

  private final Surroundings with;

  @Mixin private Connection connection = new Connection();
  @Mixin private OutputOptions output = new OutputOptions();

  public StatusCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var api = connection.open(with)) {
      var status = api.status();
      if (output.json()) {
        with.console().json(status);
      } else {
        print(new JsonView(status));
      }
      return ExitCode.DONE;
    }
  }

  private void print(JsonView status) {
    var metadata = status.view("metadata");
    var state = status.text("status").orElse("unknown");
    line("daemon", Line.of(style(state), state));
    metadata.text("repository").ifPresent(text -> line("repository", Line.of(text)));
    status.text("current_task").ifPresent(text -> line("working on", Line.of(Style.BOLD, text)));
    status
        .text("step")
        .ifPresent(step -> line("step", Line.of(step + " ").dim(bar(status.number("progress")))));
    status.text("last_activity").ifPresent(at -> line("last activity", time(at)));
    metadata.text("last_message").ifPresent(text -> line("last outcome", Line.of(text)));
    metadata.text("pull_request").ifPresent(text -> line("pull request", Line.of(text)));
    metadata.text("next_tick").ifPresent(at -> line("next tick", time(at)));
    metadata.text("stale_since").ifPresent(at -> line("silent since", time(at)));
    line(
        "today",
        Line.of(
            "%d commits, $%.4f"
                .formatted(
                    (long) metadata.number("commits_today"), metadata.number("spend_today_usd"))));
  }

  private Line time(String at) {
    return Line.of(Times.relative(at, with.clock().instant()));
  }

  private void line(String name, Line value) {
    with.console().line(Line.of(Style.DIM, "%-14s".formatted(name)).then(value));
  }

  private static String bar(double percent) {
    var full = (int) Math.clamp(percent * BAR / 100, 0, BAR);
    return "[%s%s] %d %%".formatted("#".repeat(full), ".".repeat(BAR - full), (int) percent);
  }

  private static Style style(String state) {
    return switch (state) {
      case "working" -> Style.CYAN;
      case "idle" -> Style.GREEN;
      case "waiting" -> Style.YELLOW;
      case "error", "unknown" -> Style.RED;
      default -> Style.BOLD;
    };
  }
}
