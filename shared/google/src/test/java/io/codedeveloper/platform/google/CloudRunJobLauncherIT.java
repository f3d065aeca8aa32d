package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Execution;
import com.google.protobuf.Timestamp;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.JobLauncher;
import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.contract.Eventually;
import io.codedeveloper.platform.contract.JobLauncherContract;
import io.codedeveloper.platform.google.testing.RunJobsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CloudRunJobLauncherIT implements JobLauncherContract {
  private static final Map<String, String> SCRIPTS =
      Map.of(SUCCEEDS, "exit 0", FAILS, "exit 3", RUNS_ON, "exec sleep 600");

  @TempDir private Path directory;
  private final RunJobsServer server = new RunJobsServer();
  private final CloudRunJobLauncher first = launcher("daemon");
  private final CloudRunJobLauncher second = launcher("daemon");

  private CloudRunJobLauncher launcher(String job) {
    return new CloudRunJobLauncher(
        "p-1",
        "europe-west1",
        job,
        ServiceEndpoint.local(server.server().address()).withPatience(Duration.ofSeconds(4)));
  }

  @BeforeEach
  void createJob() {
    server.createJob(
        "p-1",
        "europe-west1",
        "daemon",
        Duration.ofMinutes(10),
        overrides -> {
          var iteration = String.valueOf(overrides.get(CloudRunJobLauncher.ITERATION));
          var script = SCRIPTS.getOrDefault(iteration, iteration);
          return new ProcessBuilder("/bin/sh", "-c", script).directory(directory.toFile());
        });
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    server.close();
  }

  @Override
  public JobLauncher launcher() {
    return first;
  }

  @Override
  public JobLauncher otherLauncher() {
    return second;
  }

  @Override
  public void await(String execution, Status status) {
    Eventually.until(execution + " is " + status, () -> second.status(execution) == status);
  }

  @Test
  void executionIsToldProjectIterationAndFence() throws IOException {
    var script = "env > environment";
    await(first.launch(new JobRequest("demo", script, 7)), Status.SUCCEEDED);
    assertThat(Files.readAllLines(directory.resolve("environment")))
        .contains(
            "CODE_DEVELOPER_PROJECT=demo",
            "CODE_DEVELOPER_ITERATION=" + script,
            "CODE_DEVELOPER_FENCE=7");
  }

  @Test
  void executionHasItsFullName() {
    var execution = first.launch(new JobRequest("demo", SUCCEEDS, 1));
    assertThat(execution)
        .startsWith("projects/p-1/locations/europe-west1/jobs/daemon/executions/daemon-");
    assertThat(server.executions()).containsExactly(execution);
  }

  @Test
  void executionOfAnotherJobIsUnknown() {
    try (var other = launcher("other")) {
      var execution = first.launch(new JobRequest("demo", RUNS_ON, 1));
      assertThat(other.status(execution)).isEqualTo(Status.UNKNOWN);
      other.cancel(execution);
      assertThat(first.status(execution)).isEqualTo(Status.RUNNING);
    }
  }

  @Test
  void executionWhoseMachineFailsHasFailed() {
    var execution = first.launch(new JobRequest("demo", RUNS_ON, 1));
    server.kill(execution);
    await(execution, Status.FAILED);
  }

  @Test
  void executionThatTakesTooLongHasFailed() {
    server.createJob(
        "p-1",
        "europe-west1",
        "daemon",
        Duration.ofMillis(100),
        overrides -> new ProcessBuilder("/bin/sleep", "600"));
    await(first.launch(new JobRequest("demo", RUNS_ON, 1)), Status.FAILED);
  }

  @Test
  void executionThatIsCancelledBeforeItsTaskBeganIsCancelled() {
    var reason = Condition.newBuilder().setExecutionReason(Condition.ExecutionReason.CANCELLED);
    var execution =
        Execution.newBuilder()
            .setCompletionTime(Timestamp.newBuilder().setSeconds(1))
            .addConditions(reason)
            .build();
    assertThat(CloudRunJobLauncher.status(execution)).isEqualTo(Status.CANCELLED);
  }

  @Test
  void missingJobAndMissingRightAreNamed() {
    try (var none = launcher("none")) {
      assertThatThrownBy(() -> none.launch(new JobRequest("demo", SUCCEEDS, 1)))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("projects/p-1/locations/europe-west1/jobs/none does not exist");
    }
    server.server().failWith(Optional.of(io.grpc.Status.PERMISSION_DENIED));
    assertThatThrownBy(() -> first.launch(new JobRequest("demo", SUCCEEDS, 1)))
        .isInstanceOf(InstallationException.class)
        .hasMessageContaining("roles/run.jobsExecutorWithOverrides");
  }

  @Test
  void outageIsTransient() {
    var execution = first.launch(new JobRequest("demo", RUNS_ON, 1));
    server.server().failWith(Optional.of(io.grpc.Status.UNAVAILABLE));
    assertThatThrownBy(() -> first.launch(new JobRequest("demo", SUCCEEDS, 1)))
        .isInstanceOf(TransientException.class);
    assertThatThrownBy(() -> first.status(execution)).isInstanceOf(TransientException.class);
    assertThatThrownBy(() -> first.cancel(execution)).isInstanceOf(TransientException.class);
  }
}
