package io.codedeveloper.job.sandbox;

import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A process of its own that runs one long command in a sandbox.
final class SleepingDaemon {
  private SleepingDaemon() {}

  /// @param arguments the work tree, the seconds
  public static void main(String[] arguments) {
    Path tree = Path.of(arguments[0]);
    Sandboxes.choose("bubblewrap", Toolbox.of(Path.of(System.getProperty("java.home"))), List.of())
        .orRefuse()
        .run(
            new CommandRequest(
                "setsid sleep " + arguments[1] + " & touch started; sleep " + arguments[1],
                tree,
                List.of(tree),
                List.of(),
                Map.of(),
                Network.NONE,
                Duration.ofHours(1),
                () -> false));
  }
}
