package io.codedeveloper.job.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Runs commands with the rights of this process: they can read and change whatever it can, and
/// reach any network.
///
/// What remains of the contract: the environment is cleared, HOME is not the user's, output and
/// time are limited, and every process that the command started ends with it, unless it both left
/// its parent and cleared its environment.
public final class UnsandboxedCommands implements CommandSandbox {
  private static final Path SET_SESSION = Path.of("/usr/bin/setsid");

  private final Toolbox toolbox;
  private final Limits limits;

  public UnsandboxedCommands(Toolbox toolbox) {
    this(toolbox, Limits.usual());
  }

  UnsandboxedCommands(Toolbox toolbox, Limits limits) {
    this.toolbox = toolbox;
    this.limits = limits;
  }

  @Override
  public String name() {
    return "none";
  }

  @Override
  public String inForce() {
    return "NO SANDBOX: " + Sandboxes.MEANING_OF_NONE + ". It was asked for with --sandbox none";
  }

  @Override
  public CommandResult run(CommandRequest request) {
    CookieContainment containment = new CookieContainment(UUID.randomUUID().toString());
    Thread atShutdown = Thread.ofPlatform().unstarted(containment::killMarked);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      Map<String, String> environment =
          CommandEnvironment.of(
              request, toolbox, scratch.directory("home"), scratch.directory("tmp"));
      // Java asks the user database for the home directory, not HOME.
      environment.putIfAbsent("MAVEN_OPTS", "-Duser.home=" + environment.get("HOME"));
      environment.putAll(containment.environment());
      Runtime.getRuntime().addShutdownHook(atShutdown);
      return new RunningCommand(arguments(request), environment, containment, request, limits)
          .await();
    } finally {
      forget(atShutdown);
    }
  }

  /// In a session of its own, where nothing can ask a terminal for a password and wait.
  private List<String> arguments(CommandRequest request) {
    List<String> arguments = new ArrayList<>();
    if (Files.isExecutable(SET_SESSION)) {
      arguments.add(SET_SESSION.toString());
    }
    arguments.addAll(ShellCommand.arguments(request.commandLine(), limits, List.of()));
    return arguments;
  }

  private static void forget(Thread atShutdown) {
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException e) {
      // The machine is shutting down: the hook is at work.
    }
  }
}
