package io.codedeveloper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.BlobStore.Precondition;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LeftoversTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @Test
  void checkpointsGoWhenTheirIterationHasItsPullRequest() {
    daemon.start();
    keep("turn-1");
    keep("turn-2");
    daemon.tick(Ticks.SWEEP);
    assertThat(kept()).as("it works").isEqualTo(2);
    daemon.run(IterationOutcome.PULL_REQUEST);
    daemon.tick(Ticks.SWEEP);
    assertThat(kept()).isZero();
  }

  @Test
  void checkpointsOfWorkThatWasGivenUpStayForAWeek() {
    daemon.start();
    keep("turn-1");
    daemon.run(IterationOutcome.GAVE_UP);
    daemon.tick(Ticks.SWEEP);
    assertThat(kept()).isEqualTo(1);
    daemon.advance(Duration.ofDays(8));
    daemon.tick(Ticks.SWEEP);
    assertThat(kept()).isZero();
  }

  @Test
  void checkpointsOfWhatIsInterruptedOrUnknownStay() {
    daemon.start();
    keep("turn-1");
    daemon.world.blobs.write("checkpoints/other/turn-1", new byte[1], new Precondition.None());
    daemon.begin();
    daemon.end(IterationOutcome.TRY_AGAIN);
    daemon.advance(Duration.ofDays(8));
    daemon.tick(Ticks.SWEEP);
    assertThat(kept()).isEqualTo(2);
  }

  private void keep(String name) {
    daemon.world.blobs.write(
        "checkpoints/" + daemon.lastLaunch().iteration() + "/" + name,
        new byte[1],
        new Precondition.None());
  }

  private int kept() {
    return daemon.world.blobs.list("checkpoints/", 10, Optional.empty()).items().size();
  }
}
