package io.codedeveloper.cli.history;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How many days back a command looks: no more than the API tells of.
public final class DaysOption {
  private static final int MOST = 92;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "So many days back, 1 to 92 (default: 30; weekly-review: 7).")
  private Optional<Integer> days = Optional.empty();

  /// @param usual where nobody says how many
  /// @throws ParameterException for fewer than one and for more than the API tells of
  public int orUsual(int usual) {
    var wanted = days.orElse(usual);
    if (wanted < 1 || wanted > MOST) {
      throw new ParameterException(
          command.commandLine(), "--days is %d; it must be 1 to %d".formatted(wanted, MOST));
    }
    return wanted;
  }
}
