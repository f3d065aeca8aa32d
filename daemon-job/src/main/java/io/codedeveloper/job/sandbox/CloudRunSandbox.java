package io.codedeveloper.job.sandbox;

import io.codedeveloper.job.registry.RegistryAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Runs commands in the sandbox that Cloud Run itself brings (`sandbox do`, in preview), where
/// bubblewrap finds no namespaces.
///
/// Unproven on Google Cloud: built by its documentation, tested against a stand-in. By that, a
/// command has no network, no environment, no metadata service, and the container's files
/// read-only; here the hidden directories are covered by empty ones.
final class CloudRunSandbox implements CommandSandbox {
  /// Where Cloud Run puts it when the job was deployed with a sandbox launcher.
  static final Path PROGRAM = Path.of("/usr/local/gcp/bin/sandbox");

  private final Path program;
  private final Toolbox toolbox;
  private final List<Path> hidden;
  private final Limits limits;
  private final RegistryAccess registries;

  CloudRunSandbox(
      Path program, Toolbox toolbox, List<Path> hidden, Limits limits, RegistryAccess registries) {
    this.program = program;
    this.toolbox = toolbox;
    this.hidden = List.copyOf(hidden);
    this.limits = limits;
    this.registries = registries;
  }

  @Override
  public String name() {
    return "cloud-run";
  }

  @Override
  public String inForce() {
    return "commands run in Cloud Run's own sandbox, without network, secrets and metadata, with "
        + limits.words();
  }

  @Override
  public CommandResult run(CommandRequest request) {
    var containment = new CookieContainment(UUID.randomUUID().toString());
    try (ScratchDirectory scratch = ScratchDirectory.create();
        WayToRegistries way = WayToRegistries.open(request.network(), registries, scratch)) {
      Path home = scratch.directory("home");
      Map<String, String> environment =
          CommandEnvironment.of(request, toolbox, home, scratch.directory("tmp"));
      List<String> arguments = new ArrayList<>(List.of(program.toString(), "do"));
      new TreeMap<>(environment)
          .forEach((name, value) -> arguments.addAll(List.of("--env", name + "=" + value)));
      Path empty = scratch.directory("empty");
      hidden.stream()
          .filter(Files::isDirectory)
          .forEach(path -> arguments.addAll(mount(empty, path)));
      arguments.addAll(mount(home, home));
      Path temporary = Path.of(String.valueOf(environment.get("TMPDIR")));
      arguments.addAll(mount(temporary, temporary));
      shown(request).forEach(path -> arguments.addAll(mount(path, path)));
      way.mount().ifPresent(one -> arguments.addAll(mount(way.outside(), one.destination())));
      arguments.addAll(
          List.of(
              "--", "/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", request.directory().toString()));
      arguments.addAll(
          ShellCommand.arguments(request.commandLine(), limits, way.launcher(toolbox.javaHome())));
      return new RunningCommand(arguments, containment.environment(), containment, request, limits)
          .await()
          .withRemarks(way.remarks());
    }
  }

  /// What may be written, and of what may be read all that would lie under something hidden; the
  /// rest of the container is there already.
  private List<Path> shown(CommandRequest request) {
    List<Path> shown = new ArrayList<>(request.writable());
    request.readable().stream()
        .filter(Files::isDirectory)
        .filter(path -> hidden.stream().anyMatch(path::startsWith))
        .forEach(shown::add);
    return shown;
  }

  private static List<String> mount(Path source, Path destination) {
    return List.of("--mount", "type=bind,source=" + source + ",destination=" + destination);
  }
}
