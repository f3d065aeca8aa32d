package io.codedeveloper.job.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs commands in namespaces of their own: processes, network, users, file system.
///
/// A command sees the system's programs read-only, its own processes, an empty `/tmp` and what its
/// request names; no home directory, no configuration that may hold a password, no socket of the
/// machine. It runs without capabilities, as a user that owns what the owner of the work tree owns.
/// When this process dies, the command dies.
///
/// With [Network#NONE] it reaches only itself. With [Network#REGISTRIES] it shares the network of
/// this machine, and so also its loopback services; the proxy with the allow-list of registries is
/// not in place yet.
public final class BubblewrapSandbox implements CommandSandbox {
  /// `nobody`: what the command takes itself for.
  static final int USER = 65534;

  private static final long TEMPORARY_BYTES = 1L << 30;

  private final Path program;
  private final BubblewrapFeatures features;
  private final Toolbox toolbox;
  private final FileView view;

  /// @param program the file of bubblewrap
  /// @param hidden what no command may see: the data directory, git directories, the database, the
  ///   logs
  BubblewrapSandbox(Path program, BubblewrapFeatures features, Toolbox toolbox, List<Path> hidden) {
    this.program = program;
    this.features = features;
    this.toolbox = toolbox;
    view = new FileView(toolbox, hidden, features.sizedTemporary() ? TEMPORARY_BYTES : 0);
  }

  @Override
  public String name() {
    return "bubblewrap";
  }

  @Override
  public CommandResult run(CommandRequest request) {
    Map<String, String> environment =
        CommandEnvironment.of(request, toolbox, FileView.HOME, FileView.TEMPORARY);
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      return new RunningCommand(
              arguments(request, scratch), environment, new NamespaceContainment(), request)
          .await();
    }
  }

  private List<String> arguments(CommandRequest request, ScratchDirectory scratch) {
    List<String> arguments = new ArrayList<>();
    arguments.add(program.toString());
    arguments.addAll(features.userArguments());
    arguments.addAll(
        List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
    if (request.network() == Network.NONE) {
      arguments.add("--unshare-net");
    }
    // The shell is process 1 of the namespace, so that the kernel ends all others with it before
    // bubblewrap ends.
    arguments.addAll(
        List.of("--hostname", "localhost", "--die-with-parent", "--new-session", "--as-pid-1"));
    view.mounts(request, scratch).forEach(mount -> arguments.addAll(mount.arguments()));
    // To the kernel the command of root is root even without capabilities, and root owns the
    // switches in /proc/sys.
    arguments.addAll(List.of("--remount-ro", "/proc", "--remount-ro", "/"));
    arguments.addAll(List.of("--chdir", request.directory().toString(), "--"));
    arguments.addAll(ShellCommand.arguments(request.commandLine()));
    return arguments;
  }
}
