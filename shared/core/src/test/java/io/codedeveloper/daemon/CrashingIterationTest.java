package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CrashingIterationTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @Test
  void iterationThatKeepsCrashingIsGivenUpAndReported() {
    daemon.start();
    for (int crash = 0; crash < 5; crash++) {
      daemon.begin();
      crash();
    }
    assertThat(daemon.launches()).isEqualTo(5);
    assertThat(daemon.notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items())
        .singleElement()
        .satisfies(one -> assertThat(one.title()).contains("crashing"));
    assertThat(daemon.iterations.unfinished(PROJECT)).isEmpty();
    daemon.advance(Duration.ofMinutes(2));
    daemon.tick(Ticks.WORK);
    assertThat(daemon.launches()).isEqualTo(6);
  }

  @Test
  void iterationThatMovesOnBetweenCrashesIsNotGivenUp() {
    daemon.start();
    for (int crash = 0; crash < 8; crash++) {
      daemon.begin();
      daemon.journal("step" + crash);
      crash();
    }
    assertThat(daemon.launches()).isEqualTo(9);
  }

  @Test
  void iterationThatOnlyRepeatsItsFirstStepsIsGivenUp() {
    daemon.start();
    for (int crash = 0; crash < 6; crash++) {
      daemon.begin();
      daemon.journal("sync");
      crash();
    }
    assertThat(daemon.iterations.unfinished(PROJECT)).isEmpty();
  }

  @Test
  @FaultRow("N4")
  void whatCrashesBeforeAnyPriorityIsChosenIsToldOnceADay() {
    daemon.start();
    for (var givenUp = 0; givenUp < 3; givenUp++) {
      for (var crash = 0; crash < 5; crash++) {
        daemon.begin();
        crash();
      }
      daemon.advance(Duration.ofHours(1));
      daemon.tick(Ticks.WORK);
    }
    assertThat(daemon.launches()).isEqualTo(16);
    assertThat(daemon.notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items())
        .singleElement()
        .satisfies(one -> assertThat(one.count()).isEqualTo(3));
  }

  private void crash() {
    daemon.world.jobs.states.put("execution-" + daemon.launches(), Status.FAILED);
    daemon.tick(Ticks.SWEEP);
  }
}
