package io.codedeveloper.job.sandbox;

import io.codedeveloper.job.registry.RegistryAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs commands in namespaces of their own: processes, network, users, file system.
///
/// A command sees the system's programs read-only, its own processes, an empty `/tmp` and what its
/// request names; no home directory, no configuration that may hold a password, no socket of the
/// machine. It runs without capabilities, where possible as a user that owns nothing else (what it
/// may write is given to that user). When this process dies, the command dies.
///
/// It reaches only itself; with [Network#REGISTRIES] also what the allow-list of registries names,
/// through a proxy in this process.
public final class BubblewrapSandbox implements CommandSandbox {
  private static final long TEMPORARY_BYTES = 1L << 30;

  private final Path program;
  private final BubblewrapFeatures features;
  private final Toolbox toolbox;
  private final List<Path> hidden;
  private final FileView view;
  private final Limits limits;
  private final RegistryAccess registries;

  /// @param program the file of bubblewrap
  /// @param hidden what no command may see: the data directory, git directories, the database, the
  ///   logs
  BubblewrapSandbox(
      Path program,
      BubblewrapFeatures features,
      Toolbox toolbox,
      List<Path> hidden,
      Limits limits,
      RegistryAccess registries) {
    this.program = program;
    this.features = features;
    this.toolbox = toolbox;
    this.hidden = List.copyOf(hidden);
    this.limits = limits;
    this.registries = registries;
    view =
        new FileView(
            toolbox,
            hidden,
            features.sizedTemporary() ? TEMPORARY_BYTES : 0,
            features.separation() == UserSeparation.OTHER_USER);
  }

  BubblewrapSandbox with(Limits others) {
    return new BubblewrapSandbox(program, features, toolbox, hidden, others, registries);
  }

  BubblewrapSandbox with(RegistryAccess others) {
    return new BubblewrapSandbox(program, features, toolbox, hidden, limits, others);
  }

  @Override
  public String name() {
    return "bubblewrap";
  }

  @Override
  public String inForce() {
    return "commands run in bubblewrap %s, without network, secrets or a way to other files, with %s"
        .formatted(features.separation().words(), limits.words());
  }

  @Override
  public CommandResult run(CommandRequest request) {
    try (ScratchDirectory scratch = ScratchDirectory.create();
        WayToRegistries way = WayToRegistries.open(request.network(), registries, scratch)) {
      Map<String, String> environment =
          CommandEnvironment.of(request, toolbox, FileView.HOME, FileView.TEMPORARY);
      List<Mount> mounts = view.mounts(request, scratch, way);
      CommandResult result =
          new RunningCommand(
                  arguments(request, mounts, way),
                  environment,
                  new NamespaceContainment(features.processesAbove()),
                  request,
                  limits)
              .await();
      return result.withRemarks(way.remarks());
    }
  }

  private List<String> arguments(CommandRequest request, List<Mount> mounts, WayToRegistries way) {
    List<String> arguments = new ArrayList<>();
    arguments.add(program.toString());
    arguments.addAll(features.userArguments());
    arguments.addAll(
        List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
    arguments.add("--unshare-net");
    // The shell is process 1 of the namespace, so that the kernel ends all others with it before
    // bubblewrap ends.
    arguments.addAll(
        List.of("--hostname", "localhost", "--die-with-parent", "--new-session", "--as-pid-1"));
    mounts.forEach(mount -> arguments.addAll(mount.arguments()));
    arguments.addAll(features.sealing());
    arguments.addAll(List.of("--chdir", request.directory().toString(), "--"));
    List<Path> writable =
        mounts.stream().filter(Mount::isWritable).map(Mount::destination).toList();
    arguments.addAll(features.entering(program, request.directory(), writable));
    arguments.addAll(
        ShellCommand.arguments(request.commandLine(), limits, way.launcher(toolbox.javaHome())));
    return arguments;
  }
}
