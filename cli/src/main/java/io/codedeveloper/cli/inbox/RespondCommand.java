package io.codedeveloper.cli.inbox;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.cloud.Acknowledgement;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Answers a question of the daemon; the first answer counts.
@Command(
    name = "respond",
    description = {
      "Answers a question of the daemon, which goes on with it. The first answer counts.",
      "With --data, no server is needed: the next run takes the answer."
    })
public final class RespondCommand implements Callable<Integer> {
  private final Surroundings with;

  @Parameters(index = "0", paramLabel = "ID", description = "The notification's id.")
  private String id = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "The answer.")
  private List<String> words = List.of();

  @Mixin private DaemonChoice daemon = new DaemonChoice();
  @Mixin private OutputOptions output = new OutputOptions();

  public RespondCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var api = daemon.open(with)) {
      new Acknowledgement(with, output).show(api.respond(id, String.join(" ", words)));
      return ExitCode.DONE;
    }
  }
}
