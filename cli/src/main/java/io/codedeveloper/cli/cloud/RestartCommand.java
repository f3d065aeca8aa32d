package io.codedeveloper.cli.cloud;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Ends the present execution in order and starts the next.
@Command(name = "restart", description = "Ends the present work in order and starts anew.")
public final class RestartCommand implements Callable<Integer> {
  private final Surroundings with;

  @Mixin private Connection connection = new Connection();
  @Mixin private OutputOptions output = new OutputOptions();

  public RestartCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var api = connection.open(with)) {
      new Acknowledgement(with, output).show(api.restart());
      return ExitCode.DONE;
    }
  }
}
