package io.codedeveloper.cli.inbox;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.cloud.Acknowledgement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Answers questions of the daemon; the first answer counts.
@Command(
    name = "respond",
    description = {
      "Answers a question of the daemon, which goes on with it. The first answer counts.",
      "On a terminal, without ID and TEXT: asks one open question after the other.",
      "With --data, no server is needed: the next run takes the answer."
    })
public final class RespondCommand implements Callable<Integer> {
  private final Surroundings with;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "The notification's id.")
  private Optional<String> id = Optional.empty();

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", description = "The answer.")
  private List<String> words = List.of();

  @Mixin private DaemonChoice daemon = new DaemonChoice();
  @Mixin private OutputOptions output = new OutputOptions();

  public RespondCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    if (words.isEmpty() && (output.json() || !with.person().there())) {
      throw new ParameterException(
          spec.commandLine(), "write ID and TEXT; only a person at a terminal is asked for them");
    }
    try (var api = daemon.open(with)) {
      if (words.isEmpty()) {
        return new Interview(with, api, id).run();
      }
      var answer = api.respond(id.orElseThrow(), String.join(" ", words));
      new Acknowledgement(with, output).show(answer);
      return ExitCode.DONE;
    }
  }
}
