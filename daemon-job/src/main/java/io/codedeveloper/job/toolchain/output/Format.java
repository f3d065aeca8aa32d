package io.codedeveloper.job.toolchain.output;

import java.util.List;
import java.util.Optional;

/// How one kind of test runner prints its results.
interface Format {
  /// Reads every line once.
  ///
  /// @return empty when this runner did not run
  Optional<Understood> read(List<String> lines);
}
