package io.codedeveloper.job.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.job.JobConfiguration;
import io.codedeveloper.job.registry.RegistryAccess;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in of Cloud Run's program that keeps its arguments and runs the command with the
/// environment that they name. That Cloud Run does the same is unproven.
final class CloudRunSandboxIT {
  private static final Toolbox TOOLBOX = Toolbox.of(Path.of(System.getProperty("java.home")));
  private static final String STAND_IN =
      """
      #!/bin/sh
      printf '%s\n' "$@" > "$(dirname "$0")/arguments"
      test "$1" = do || exit 64
      shift
      set -- "$@" end-of-arguments
      while [ "$1" != -- ]; do
        case "$1" in
          --env) set -- "$@" "$2"; shift 2;;
          --mount) shift 2;;
          *) exit 64;;
        esac
      done
      shift
      command=
      # Behind the command stand the variables.
      while [ "$1" != end-of-arguments ]; do set -- "$@" "$1"; shift; done
      shift
      exec env -i "$@"
      """;

  @TempDir Path directory;
  private Path program;
  private Path tree;

  @BeforeEach
  void standIn() throws IOException {
    program = directory.resolve("sandbox");
    Files.writeString(program, STAND_IN);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    tree = Files.createDirectories(directory.resolve("data/tree"));
  }

  @Test
  void commandRunsInItsDirectoryWithItsEnvironmentOnly() throws IOException {
    var sandbox = sandbox();

    var result = sandbox.run(request("pwd; echo $GIVEN; echo to-file > file; exit 3"));

    assertThat(result.output()).isEqualTo(tree + "\nhere\n");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(tree.resolve("file")).hasContent("to-file");
    assertThat(sandbox.name()).isEqualTo("cloud-run");
    assertThat(sandbox.inForce()).contains("Cloud Run's own sandbox", "without network");
  }

  @Test
  void theDataDirectoryIsCoveredAndOnlyTheTreeShownInIt() throws IOException {
    sandbox().run(request("true"));

    var arguments = Files.readAllLines(directory.resolve("arguments"));
    var mounts = arguments.stream().filter(line -> line.startsWith("type=bind")).toList();
    assertThat(mounts)
        .anyMatch(mount -> mount.endsWith("/empty,destination=" + directory.resolve("data")))
        .contains("type=bind,source=" + tree + ",destination=" + tree);
    assertThat(mounts.indexOf("type=bind,source=" + tree + ",destination=" + tree))
        .as("behind what covers the surroundings")
        .isPositive();
    assertThat(arguments).doesNotContain("--allow-egress", "--write");
    assertThat(arguments).noneMatch(line -> line.startsWith("PATH=" + System.getenv("PATH")));
  }

  @Test
  void aProgramThatCannotIsolateIsNoSandbox() throws IOException {
    Files.writeString(program, "#!/bin/sh\necho 'sandboxes are not enabled' >&2\nexit 1\n");

    var choice = Sandboxes.cloudRun(TOOLBOX, List.of(), RegistryAccess.standard(), program);

    assertThatThrownBy(() -> choice.orElseThrow().orRefuse())
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("sandboxes are not enabled");
  }

  @Test
  void inTheCloudNothingStartsWithoutASandbox() {
    assertThatThrownBy(() ->
            JobConfiguration.from(
                directory, Map.of("CODE_DEVELOPER_SANDBOX", "none", "CLOUD_RUN_JOB", "job")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("nothing runs without a sandbox");
    var choice =
        Sandboxes.choose("auto", TOOLBOX, List.of(), RegistryAccess.standard(), "no-such-program");
    assertThat(choice).isInstanceOf(SandboxChoice.Unavailable.class);
    assertThatThrownBy(() -> Sandboxes.choose("cloud-run", TOOLBOX, List.of()).orRefuse())
        .hasMessageContaining("--sandbox-launcher");
  }

  private CommandSandbox sandbox() {
    return Sandboxes.cloudRun(
            TOOLBOX, List.of(directory.resolve("data")), RegistryAccess.standard(), program)
        .orElseThrow()
        .orRefuse();
  }

  private CommandRequest request(String commandLine) {
    return new CommandRequest(
        commandLine,
        tree,
        List.of(tree),
        List.of(),
        Map.of("GIVEN", "here"),
        Network.NONE,
        Duration.ofMinutes(1),
        () -> false);
  }
}
