package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody went back to this version while an iteration of a newer one is open, in a state that
/// this one has no word for.
@FaultRow("X8")
final class NewerVersionTest {
  private final DaemonScenario daemon = new DaemonScenario();
  private Fields written = Fields.empty();

  @BeforeEach
  void stepBack() {
    daemon.start();
    daemon.begin();
    daemon.world.jobs.states.put("execution-1", Status.FAILED);
    written = fields().with("version", 2).with("state", "reviewing").with("reviewers", 3);
    daemon.world.documents.transact(tx -> {
      tx.put(new ProjectDocuments(PROJECT).iteration(id()), written);
      return true;
    });
  }

  @Test
  void itIsLeftAloneAndReportedOnce() {
    daemon.advance(Duration.ofMinutes(2));
    daemon.tick(Ticks.SWEEP);
    daemon.advance(Duration.ofHours(2));
    daemon.tick(Ticks.WORK);

    assertThat(daemon.launches()).isEqualTo(1);
    assertThat(fields()).isEqualTo(written);
    assertThat(daemon.notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("newer version", "Update"));
  }

  @Test
  void anExecutionOfItEndsWithThatMessageAndChangesNothing() {
    var fence = daemon.lastLaunch().fence();

    assertThatThrownBy(() -> daemon.iterations.begin(PROJECT, id(), fence))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("Update code-developer");
    assertThat(fields()).isEqualTo(written);
  }

  @Test
  void itKeepsNothingElseFromBeingDone() {
    daemon.world.blobs.write(
        "checkpoints/" + id() + "/turn-1", new byte[1], new Precondition.None());
    daemon.world.schedule.pause("work-demo");
    daemon.tick(Ticks.SWEEP);

    assertThat(daemon.world.schedule.paused).containsEntry("work-demo", false);
    assertThat(daemon.world.blobs.list("checkpoints/", 10, Optional.empty()).items()).hasSize(1);
  }

  @Test
  void aDaemonThatShallNotWorkIsNotPausedForIt() {
    daemon.accepted(new Command.Stop(false, Duration.ZERO));
    daemon.deliver();
    daemon.tick(Ticks.SWEEP);

    assertThat(daemon.project().pausedAfter()).isEmpty();
  }

  private String id() {
    return daemon.lastLaunch().iteration();
  }

  private Fields fields() {
    return daemon.iterations.get(PROJECT, id()).orElseThrow().fields();
  }
}
