package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.deploy.DryRun.Planned;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.VariableReader;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A deployment with what it needs to begin.
///
/// @param json whether results are for programs
/// @param problems what is missing or wrong so far
record Undertaking(
    Surroundings with,
    BuildOptions build,
    boolean json,
    VariableReader problems,
    Deployment deployment) {
  Target target() {
    return deployment.target();
  }

  /// Makes sure that it can begin.
  ///
  /// @param more asks for what not every deployment needs
  /// @throws UserErrorException with all that is missing
  void check(UnaryOperator<Prerequisites> more) {
    var usual = new Prerequisites(target(), deployment.programs(), problems);
    more.apply(usual.checkout().building().cloud()).check();
    if (build.again()) {
      new FinishedSteps(target().state()).forget();
    }
  }

  /// Shows what it would do, and does nothing.
  ///
  /// @return the exit code
  int show(Supplier<List<Planned>> planned) {
    problems.check();
    var steps = planned.get();
    var all = build.again() ? steps.stream().map(Planned::again).toList() : steps;
    return new DryRun(all).show(with.console(), json);
  }

  Migration migration() {
    return new Migration(target(), with.environment());
  }
}
