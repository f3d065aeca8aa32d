package io.codedeveloper.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.JobLauncher;
import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.testing.FaultRow;
import org.junit.jupiter.api.Test;

/// What every launcher of jobs must do.
public interface JobLauncherContract {
  /// What a job of this test does, by the iteration that it is launched for.
  String SUCCEEDS = "succeeds";

  String FAILS = "fails";
  String RUNS_ON = "runs-on";

  JobLauncher launcher();

  /// Another launcher of the same jobs, as another host process would have it.
  JobLauncher otherLauncher();

  /// Waits, within bounds, until the execution has this status.
  void await(String execution, Status status);

  private String launch(String iteration) {
    return launcher().launch(new JobRequest("project", iteration, 7));
  }

  @Test
  default void unknownExecutionIsUnknownAndCanBeCancelled() {
    assertThat(launcher().status("nothing")).isEqualTo(Status.UNKNOWN);
    launcher().cancel("nothing");
    assertThat(launcher().status("nothing")).isEqualTo(Status.UNKNOWN);
  }

  @Test
  default void jobThatEndsWellHasSucceeded() {
    await(launch(SUCCEEDS), Status.SUCCEEDED);
  }

  @Test
  default void jobThatEndsBadlyHasFailed() {
    await(launch(FAILS), Status.FAILED);
  }

  @Test
  @FaultRow("C21")
  default void launchReturnsWhileTheJobRuns() {
    var execution = launch(RUNS_ON);
    await(execution, Status.RUNNING);
    assertThat(otherLauncher().status(execution)).isEqualTo(Status.RUNNING);
    launcher().cancel(execution);
  }

  @Test
  default void cancelledJobIsCancelledForEveryHost() {
    var execution = launch(RUNS_ON);
    otherLauncher().cancel(execution);
    await(execution, Status.CANCELLED);
    assertThat(otherLauncher().status(execution)).isEqualTo(Status.CANCELLED);
    launcher().cancel(execution);
    assertThat(launcher().status(execution)).isEqualTo(Status.CANCELLED);
  }

  @Test
  default void jobThatHasEndedStaysAsItIs() {
    var execution = launch(SUCCEEDS);
    await(execution, Status.SUCCEEDED);
    launcher().cancel(execution);
    assertThat(launcher().status(execution)).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  default void launchesOfOneIterationHaveTheirOwnNames() {
    var first = launch(RUNS_ON);
    var second = launch(RUNS_ON);
    assertThat(first).isNotEqualTo(second);
    launcher().cancel(first);
    await(first, Status.CANCELLED);
    assertThat(launcher().status(second)).isEqualTo(Status.RUNNING);
    launcher().cancel(second);
    await(second, Status.CANCELLED);
  }
}
