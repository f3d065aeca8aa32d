package io.codedeveloper.job.toolchain;

import io.codedeveloper.job.toolchain.output.Counts;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What one run of the repository's tests said.
///
/// @param command the command line that ran
/// @param succeeded whether it exited with 0
/// @param counts numbers that the runner printed, where they were understood
/// @param failures names of failed tests, where they were understood
/// @param output bounded, for people and for the agent
public record TestReport(
    String command,
    boolean succeeded,
    int exitCode,
    Optional<Counts> counts,
    Set<String> failures,
    String output) {
  public TestReport {
    failures = Set.copyOf(failures);
  }

  /// This report with every text of it changed.
  public TestReport withTexts(UnaryOperator<String> change) {
    return new TestReport(
        change.apply(command),
        succeeded,
        exitCode,
        counts,
        failures.stream().map(change).collect(Collectors.toSet()),
        change.apply(output));
  }
}
