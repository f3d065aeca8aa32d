package io.codedeveloper.platform.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.JobLauncher;
import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.contract.Eventually;
import io.codedeveloper.platform.contract.JobLauncherContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildProcessJobLauncherIT implements JobLauncherContract {
  private static final Map<String, String> SCRIPTS =
      Map.of(SUCCEEDS, "exit 0", FAILS, "exit 3", RUNS_ON, "echo $$ > pids; exec sleep 600");

  @TempDir private Path directory;
  private TwoDatabases databases;

  @BeforeEach
  void open() {
    databases = new TwoDatabases(directory);
  }

  @AfterEach
  void close() {
    databases.close();
  }

  @Override
  public JobLauncher launcher() {
    return launcher(databases.first);
  }

  @Override
  public JobLauncher otherLauncher() {
    return launcher(databases.second);
  }

  private JobLauncher launcher(LocalDatabase database) {
    var host =
        Map.of(
            "PATH", "/usr/bin:/bin", "GITHUB_TOKEN", "never", "AWS_SECRET", "never", "TZ", "UTC");
    var secrets =
        new LocalSecretSource(
            Map.of("GITHUB_TOKEN", "handed-1", "API_AUTH_SECRET", "kept-back"),
            directory.resolve("none"));
    return new ChildProcessJobLauncher(
        database, executions(), this::command, host, secrets, new RandomIdSource());
  }

  private Path executions() {
    return directory.resolve("logs/executions");
  }

  private JobCommand command(JobRequest request) {
    var script = SCRIPTS.getOrDefault(request.iteration(), request.iteration());
    return new JobCommand(
        List.of("/bin/sh", "-c", "cd '" + directory + "'; " + script),
        Map.of("FENCE", Long.toString(request.fence())));
  }

  private String run(String script) {
    return launcher().launch(new JobRequest("project", script, 7));
  }

  @Override
  public void await(String execution, Status status) {
    Eventually.until(
        execution + " is " + status, () -> otherLauncher().status(execution) == status);
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void cancelEndsEverythingThatTheJobStarted() {
    var execution =
        run(
            """
            sleep 601 & echo $! > pid1
            sh -c 'sleep 602 & echo $! > pid2; wait' &
            (sleep 603 & echo $! > pid3)
            nohup sleep 604 > /dev/null & echo $! > pid4
            while true; do sleep 0.01; done
            """);
    var files = List.of("pid1", "pid2", "pid3", "pid4");
    Eventually.until("all have started", () -> files.stream().allMatch(this::hasLine));
    var pids = new ArrayList<Long>();
    files.forEach(file -> pids.add(Long.parseLong(read(file).strip())));
    assertThat(pids).allMatch(ChildProcessJobLauncherIT::isRunning);
    otherLauncher().cancel(execution);
    assertThat(pids).noneMatch(ChildProcessJobLauncherIT::isRunning);
    assertThat(launcher().status(execution)).isEqualTo(Status.CANCELLED);
  }

  private boolean hasLine(String file) {
    return Files.exists(directory.resolve(file)) && read(file).endsWith("\n");
  }

  private static boolean isRunning(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), UTF_8);
      return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void jobInheritsNoEnvironmentButTheAllowedOne() {
    await(run("env > environment"), Status.SUCCEEDED);
    assertThat(read("environment").lines().map(line -> line.replaceFirst("=.*", "")))
        .containsOnlyOnce("PATH", "TZ", "FENCE")
        .isSubsetOf("PATH", "TZ", "FENCE", "PWD", "OLDPWD", "SHLVL", "_");
    assertThat(read("environment")).doesNotContain("never").doesNotContain("handed");
  }

  @Test
  void secretsAreHandedOverOnTheInput() throws IOException {
    await(run("cat > input"), Status.SUCCEEDED);
    try (var input = Files.newInputStream(directory.resolve("input"))) {
      var secrets = HandedSecrets.receive(input);
      assertThat(secrets.read(Name.GITHUB_TOKEN)).contains(Secret.of("handed-1"));
      assertThat(secrets.read(Name.API_AUTH_SECRET)).isEmpty();
    }
    assertThat(read("input")).doesNotContain("kept-back");
  }

  @Test
  void secretInTheEnvironmentOfACommandIsRefused() {
    assertThatThrownBy(() -> new JobCommand(List.of("x"), Map.of("GITHUB_TOKEN", "t")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GITHUB_TOKEN");
  }

  @Test
  void outputIsKeptForTheOwnerOnly() throws IOException {
    var execution = run("echo out; echo error >&2");
    await(execution, Status.SUCCEEDED);
    var log = executions().resolve(execution + ".log");
    assertThat(log).hasContent("out\nerror");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-------");
  }

  @Test
  void executionsOfLongAgoAreForgottenWithTheirOutput() {
    var old = run("exit 0");
    await(old, Status.SUCCEEDED);
    databases.clock.set(Instant.now().plus(Retention.KEPT).plusSeconds(60));

    var next = run("exit 0");
    await(next, Status.SUCCEEDED);

    assertThat(launcher().status(old)).isEqualTo(Status.UNKNOWN);
    assertThat(executions().resolve(old + ".log")).doesNotExist();
    assertThat(executions().resolve(old + ".exit")).doesNotExist();
  }

  @Test
  void jobThatIsKilledFromOutsideHasFailed() {
    await(run("kill -9 $$"), Status.FAILED);
    await(run("kill -9 $PPID $$"), Status.FAILED);
  }

  @Test
  void commandThatDoesNotExistHasFailed() {
    await(run("exec /does/not/exist"), Status.FAILED);
  }

  @Test
  void jobThatDoesNotReadItsInputIsNoError() {
    await(run("exec <&-; exit 0"), Status.SUCCEEDED);
  }

  @Test
  void processOfTheSameNumberThatStartedLaterIsLeftAlone() throws IOException {
    var stranger = new ProcessBuilder("/bin/sleep", "600").start();
    try {
      var own = ProcessTree.of(stranger.toHandle());
      var earlier = new ProcessTree(own.pid(), own.startedAt().minus(Duration.ofSeconds(10)));
      assertThat(own.isAlive()).isTrue();
      assertThat(earlier.isAlive()).isFalse();
      earlier.kill();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }
}
