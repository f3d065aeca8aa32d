package io.codedeveloper.cli.cloud;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lets the daemon work.
@Command(
    name = "start",
    description = "Lets the daemon work until there is nothing left to do, and at every tick.")
public final class StartCommand implements Callable<Integer> {
  private final Surroundings with;

  @Option(
      names = "--priority",
      paramLabel = "ID",
      description = "Begin with this priority of the roadmap.")
  private Optional<String> priority = Optional.empty();

  @Option(names = "--force", description = "Also when it runs already.")
  private boolean force;

  @Mixin private Connection connection = new Connection();
  @Mixin private OutputOptions output = new OutputOptions();

  public StartCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var api = connection.open(with)) {
      new Acknowledgement(with, output).show(api.start(priority, force));
      return ExitCode.DONE;
    }
  }
}
