package io.codedeveloper.cli.cloud;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Ends the daemon's work, and its ticks.
@Command(
    name = "stop",
    description = "Lets the daemon finish its step and stop. Nothing is lost; start goes on.")
public final class StopCommand implements Callable<Integer> {
  private final Surroundings with;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--graceful", description = "After the present step (default).")
  private boolean graceful;

  @Option(names = "--force", description = "Now, not after the present step.")
  private boolean force;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "What is not done by then is ended.")
  private Optional<Integer> timeout = Optional.empty();

  @Option(names = "--wait", description = "Wait until it has stopped.")
  private boolean wait;

  @Mixin private Connection connection = new Connection();
  @Mixin private OutputOptions output = new OutputOptions();

  public StopCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    if (graceful && force) {
      throw new ParameterException(spec.commandLine(), "--graceful or --force, not both");
    }
    try (var api = connection.open(with)) {
      new Acknowledgement(with, output).show(api.stop(!force, timeout, wait));
      return ExitCode.DONE;
    }
  }
}
