package io.codedeveloper.job.toolchain;

import io.codedeveloper.job.toolchain.output.Counts;
import java.util.Optional;
import java.util.Set;

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
}
