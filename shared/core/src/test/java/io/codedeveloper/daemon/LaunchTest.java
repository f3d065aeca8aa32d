package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.FORCED_STOP;
import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One launch at a time, whatever becomes of the one before.
final class LaunchTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @Test
  @FaultRow("C18")
  void overlappingTicksLaunchOnce() {
    daemon.start();
    daemon.run(IterationOutcome.NOTHING_TO_DO);
    daemon.tick(Ticks.WORK);
    daemon.tick(Ticks.WORK);
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isEqualTo(2);
  }

  @Test
  @FaultRow("C16")
  void secondExecutionOfOneLaunchLosesTheRace() {
    daemon.start();
    var job = daemon.lastLaunch();
    assertThat(daemon.leases.claim(PROJECT, job.iteration(), job.fence()))
        .isEqualTo(new Leases.Claim.Claimed());
    assertThat(daemon.leases.claim(PROJECT, job.iteration(), job.fence()))
        .isInstanceOf(Leases.Claim.Refused.class);
  }

  @Test
  @FaultRow("C15")
  void dispatcherThatDiesBeforeTheLaunchIsFollowedByATickThatLaunches() {
    daemon.accepted(new Command.Start(Optional.empty(), false));
    var lost = daemon.leases.reserve(PROJECT, "reserved-and-never-launched");
    assertThat(lost).isInstanceOf(Leases.Reservation.Reserved.class);
    daemon.world.bus.take();
    daemon.advance(Leases.TIME_TO_LIVE);
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isOne();
    assertThat(daemon.project().counter("leasesExpired")).isOne();
  }

  @Test
  @FaultRow({"L1", "X4"})
  void orphanedLeaseIsFreedAndItsIterationResumed() {
    daemon.start();
    daemon.begin();
    daemon.journal("sync");
    var iteration = daemon.lastLaunch().iteration();
    daemon.world.jobs.states.put("execution-1", Status.FAILED);
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.lastLaunch().iteration()).isEqualTo(iteration);
    assertThat(daemon.project().counter("leasesOrphaned")).isOne();
  }

  @Test
  @FaultRow({"L1", "L4"})
  void expiredLeaseIsFreedAndItsIterationResumed() {
    daemon.start();
    daemon.begin();
    daemon.advance(Leases.TIME_TO_LIVE);
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.project().counter("leasesExpired")).isOne();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"RUNNING", "UNKNOWN"})
  void leaseOfAnExecutionThatMayLiveIsLeftAlone(Status status) {
    daemon.start();
    daemon.world.jobs.states.put("execution-1", status);
    daemon.tick(Ticks.WORK);
    assertThat(daemon.launches()).isOne();
  }

  @Test
  @FaultRow({"C17", "N4"})
  void launchThatIsRefusedIsTriedAgainWithGrowingPausesAndToldAfterThree() {
    daemon.world.jobs.failure = Optional.of(new TransientException("429: no room"));
    daemon.start();
    assertThat(daemon.project().lease()).isEmpty();
    assertThat(daemon.project().lastMessage())
        .hasValueSatisfying(why -> assertThat(why).contains("429: no room"));
    assertThat(delayedTick()).isEqualTo(daemon.world.clock.instant().plus(Duration.ofMinutes(1)));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.project().counter("launchesFailed")).as("too early").isOne();
    for (var again = 0; again < 3; again++) {
      assertThat(daemon.told()).hasSize(again < 2 ? 0 : 1);
      daemon.advance(Duration.ofMinutes(4));
      daemon.tick(Ticks.SWEEP);
    }
    assertThat(daemon.told())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("429: no room"))
        .satisfies(one -> assertThat(one.count()).isEqualTo(2));
    daemon.world.jobs.failure = Optional.empty();
    daemon.advance(Duration.ofMinutes(8));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isOne();
    assertThat(daemon.lastLaunch().fence()).isEqualTo(5);
  }

  @Test
  void launchThatOnlyTheUserCanRepairIsReportedOnce() {
    daemon.world.jobs.failure = Optional.of(new UserErrorException("JAVA_HOME is wrong"));
    daemon.start();
    daemon.advance(Duration.ofMinutes(2));
    daemon.tick(Ticks.WORK);
    assertThat(daemon.told())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).isEqualTo("JAVA_HOME is wrong"));
    assertThat(daemon.project().pausedAfter()).contains(IterationOutcome.USER_ERROR);
  }

  @Test
  @FaultRow("X13")
  void secondProjectOfTheSameRepositoryAndBranchReportsAndNeverWorks() {
    var other = new ProjectId("other");
    daemon.projects.create(other, ProjectSettings.of("/srv/repository.git/"));
    daemon.start();
    daemon.commands.accept(
        other, new Command.Start(Optional.empty(), false), "bob", Optional.empty());
    daemon.deliver();
    assertThat(daemon.launches()).isOne();
    var refused = daemon.projects.require(other);
    assertThat(refused.lastMessage()).hasValueSatisfying(why -> assertThat(why).contains("'demo'"));
    assertThat(daemon.notifications.list(other, Optional.empty(), 10, Optional.empty()).items())
        .hasSize(1);
    assertThat(daemon.leases.take(other, "by hand"))
        .isEqualTo(new Leases.Reservation.Elsewhere(PROJECT));

    daemon.accepted(FORCED_STOP);
    daemon.deliver();
    daemon.commands.accept(
        other, new Command.Start(Optional.empty(), true), "bob", Optional.empty());
    daemon.deliver();
    assertThat(daemon.lastLaunch().project()).isEqualTo("other");
  }

  private Instant delayedTick() {
    return daemon.world.delayed.due.get("launch-demo-1");
  }
}
