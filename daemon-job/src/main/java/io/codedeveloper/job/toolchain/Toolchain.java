package io.codedeveloper.job.toolchain;

import java.util.Map;

/// How a repository is prepared and tested.
public sealed interface Toolchain {
  /// @param setup fetches what the tests need, with network; empty when nothing is needed
  /// @param test runs offline
  /// @param environment what both commands are given
  /// @param filesInTree whether setup puts files into the work tree, so that every fresh one needs
  ///   it again
  /// @param how where the commands come from; for people
  record Found(
      String setup, String test, Map<String, String> environment, boolean filesInTree, String how)
      implements Toolchain {
    public Found {
      environment = Map.copyOf(environment);
    }
  }

  /// @param why one sentence for people: the pull request says that nothing was tested, and this
  record NotFound(String why) implements Toolchain {}
}
