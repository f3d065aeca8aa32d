package io.codedeveloper.cli.cloud;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Says what the daemon does, once or until Ctrl-C.
@Command(
    name = "status",
    description = {
      "Says what the daemon does now, what it spent, and what it asks.",
      "With --watch until Ctrl-C: a live view on a terminal, else a line for every change."
    })
public final class StatusCommand implements Callable<Integer> {
  private static final int USUAL_INTERVAL = 2;
  private static final int LONGEST_INTERVAL = 3600;

  private final Surroundings with;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-w", "--watch"},
      description = "Go on until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "How often --watch asks (default: 2).")
  private int interval = USUAL_INTERVAL;

  @Mixin private Connection connection = new Connection();
  @Mixin private OutputOptions output = new OutputOptions();

  public StatusCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    if (interval < 1 || interval > LONGEST_INTERVAL) {
      throw new ParameterException(
          spec.commandLine(),
          "--interval is %d; it must be 1 to %d seconds".formatted(interval, LONGEST_INTERVAL));
    }
    try (var api = connection.open(with)) {
      if (watch) {
        new StatusWatch(with, api, output.json(), Duration.ofSeconds(interval)).run();
      } else {
        show(api.status(), api);
      }
      return ExitCode.DONE;
    }
  }

  private void show(JsonObject status, ControlClient api) {
    if (output.json()) {
      with.console().json(status);
      return;
    }
    var view = new StatusView(new JsonView(status), questions(api));
    view.lines(with.clock().instant()).forEach(with.console()::line);
  }

  /// What waits for an answer.
  static List<JsonView> questions(ControlClient api) {
    return api.notifications(Optional.of("pending")).stream()
        .map(JsonView::new)
        .filter(one -> one.flag("requires_response"))
        .toList();
  }
}
