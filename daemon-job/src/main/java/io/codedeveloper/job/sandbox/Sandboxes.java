package io.codedeveloper.job.sandbox;

import io.codedeveloper.job.registry.RegistryAccess;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandResult;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out, by running a command, how commands can be kept apart on this machine.
public final class Sandboxes {
  /// What running without a sandbox means; for people.
  public static final String MEANING_OF_NONE =
      "Without a sandbox the agent's commands and the repository's tests run with your rights: they can read your"
          + " files and use your network";

  private static final String REMEDY =
      "Install bubblewrap (apt-get install bubblewrap, dnf install bubblewrap, apk add bubblewrap), or pass --sandbox"
          + " none. "
          + MEANING_OF_NONE
          + ".";

  private static final Duration PROBE_TIME = Duration.ofSeconds(30);

  private Sandboxes() {}

  /// @param wanted `auto`, `bubblewrap` and `cloud-run` want isolation, `none` wants none
  /// @param hidden what no command may see: the data directory, git directories, the database, the
  ///   logs
  /// @throws UserErrorException when there is no sandbox of that name
  public static SandboxChoice choose(String wanted, Toolbox toolbox, List<Path> hidden) {
    return choose(wanted, toolbox, hidden, RegistryAccess.standard());
  }

  /// @param registries where setup may fetch from
  public static SandboxChoice choose(
      String wanted, Toolbox toolbox, List<Path> hidden, RegistryAccess registries) {
    return choose(wanted, toolbox, hidden, registries, "bwrap");
  }

  /// @param program the name or the file of bubblewrap
  static SandboxChoice choose(
      String wanted,
      Toolbox toolbox,
      List<Path> hidden,
      RegistryAccess registries,
      String program) {
    ScratchDirectory.removeAbandoned();
    return switch (wanted) {
      case "auto" ->
          bubblewrap(toolbox, hidden, registries, program) instanceof SandboxChoice.Ready ready
              ? ready
              : cloudRun(toolbox, hidden, registries, CloudRunSandbox.PROGRAM)
                  .orElseGet(() -> bubblewrap(toolbox, hidden, registries, program));
      case "bubblewrap" -> bubblewrap(toolbox, hidden, registries, program);
      case "cloud-run" ->
          cloudRun(toolbox, hidden, registries, CloudRunSandbox.PROGRAM)
              .orElseGet(() ->
                  new SandboxChoice.Unavailable(
                      "Cloud Run's sandbox is not here (" + CloudRunSandbox.PROGRAM + ")",
                      "Deploy the job with a sandbox launcher (--sandbox-launcher), in the second"
                          + " generation environment."));
      case "none" -> new SandboxChoice.Ready(new UnsandboxedCommands(toolbox));
      default ->
          throw new UserErrorException(
              "there is no sandbox '" + wanted + "': use auto, bubblewrap, cloud-run or none");
    };
  }

  private static SandboxChoice bubblewrap(
      Toolbox toolbox, List<Path> hidden, RegistryAccess registries, String name) {
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Path directory = scratch.directory("tree");
      CommandSandbox open = new UnsandboxedCommands(toolbox);
      CommandResult found = probe(open, directory, "command -v " + name);
      if (!found.succeeded()) {
        return new SandboxChoice.Unavailable("bubblewrap is not installed", REMEDY);
      }
      Path program = Path.of(found.output().strip());
      String help = probe(open, directory, program + " --help").output();
      String why = "";
      for (BubblewrapFeatures features : BubblewrapFeatures.candidates(help)) {
        BubblewrapSandbox sandbox =
            new BubblewrapSandbox(program, features, toolbox, hidden, Limits.usual(), registries);
        why = failure(sandbox, scratch.directory(features.separation().name()));
        if (why.isEmpty()) {
          return new SandboxChoice.Ready(sandbox);
        }
      }
      return new SandboxChoice.Unavailable(
          "bubblewrap is installed (" + program + ") but cannot isolate here: " + why, REMEDY);
    }
  }

  /// Cloud Run's own sandbox; empty where there is none.
  static Optional<SandboxChoice> cloudRun(
      Toolbox toolbox, List<Path> hidden, RegistryAccess registries, Path program) {
    if (!Files.isExecutable(program)) {
      return Optional.empty();
    }
    CommandSandbox sandbox =
        new CloudRunSandbox(program, toolbox, hidden, Limits.usual(), registries);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      String why = failure(sandbox, scratch.directory("tree"));
      return Optional.of(
          why.isEmpty()
              ? new SandboxChoice.Ready(sandbox)
              : new SandboxChoice.Unavailable(
                  "Cloud Run's sandbox is here (" + program + ") but cannot isolate: " + why,
                  REMEDY));
    }
  }

  /// Empty when the sandbox works.
  private static String failure(CommandSandbox sandbox, Path directory) {
    try {
      CommandResult result = probe(sandbox, directory, "echo written > probe && cat probe");
      return result.succeeded() ? "" : result.output().strip();
    } catch (TransientException e) {
      return e.getMessage() == null ? "no reason given" : e.getMessage();
    }
  }

  private static CommandResult probe(CommandSandbox sandbox, Path directory, String commandLine) {
    return sandbox.run(
        new CommandRequest(
            commandLine,
            directory,
            List.of(directory),
            List.of(),
            Map.of(),
            Network.NONE,
            PROBE_TIME,
            () -> false));
  }
}
