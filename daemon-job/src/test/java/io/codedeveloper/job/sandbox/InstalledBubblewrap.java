package io.codedeveloper.job.sandbox;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Whether bubblewrap works here, and what it means when not.
public final class InstalledBubblewrap {
  private InstalledBubblewrap() {}

  /// Skips what needs bubblewrap, loudly; a build on a server that cannot check the isolation
  /// fails.
  public static void assume() {
    SandboxChoice choice =
        Sandboxes.choose(
            "bubblewrap", Toolbox.of(Path.of(System.getProperty("java.home"))), List.of());
    if (choice instanceof SandboxChoice.Unavailable(String why, String remedy)) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException("the isolation of commands cannot be tested: " + why);
      }
      System.err.println("!!! THE ISOLATION OF COMMANDS IS NOT TESTED: " + why + ". " + remedy);
      Assumptions.abort(why);
    }
  }
}
