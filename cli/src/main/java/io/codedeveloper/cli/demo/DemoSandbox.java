package io.codedeveloper.cli.demo;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.job.sandbox.SandboxChoice;
import io.codedeveloper.job.sandbox.Sandboxes;
import io.codedeveloper.job.sandbox.Toolbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the demo's commands run. They are recorded and known, so that the demo alone may do
/// without a sandbox.
///
/// @param name for the job's configuration
/// @param whyNone why there is no sandbox; empty when there is one
public record DemoSandbox(String name, Optional<String> whyNone) {
  /// The best that this machine has.
  public static DemoSandbox choose(Surroundings with) {
    var toolbox = Toolbox.of(Path.of(System.getProperty("java.home")));
    return switch (Sandboxes.choose("auto", toolbox, List.of())) {
      case SandboxChoice.Ready ready -> new DemoSandbox("bubblewrap", Optional.empty());
      case SandboxChoice.Unavailable(var why, var remedy) ->
          new DemoSandbox("none", Optional.of(why));
    };
  }
}
