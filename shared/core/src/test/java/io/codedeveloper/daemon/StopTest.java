package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.FORCED_STOP;
import static io.codedeveloper.daemon.DaemonScenario.GRACEFUL_STOP;
import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How a stop and a restart end what works, and which of several commands wins.
final class StopTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @Test
  void gracefulStopLetsTheJobFinishAndStartsNothingMore() {
    daemon.start();
    daemon.begin();
    daemon.accepted(GRACEFUL_STOP);
    daemon.deliver();
    assertThat(daemon.world.jobs.cancelled).isEmpty();
    assertThat(daemon.project().stopRequested(1)).isTrue();
    assertThat(daemon.world.schedule.paused).containsEntry("work-demo", true);
    daemon.end(IterationOutcome.STOPPED);
    daemon.handler.handle(
        new DaemonMessage.IterationFinished(
            PROJECT, daemon.lastLaunch().iteration(), IterationOutcome.STOPPED));
    daemon.tick(Ticks.WORK);
    assertThat(daemon.launches()).isOne();
    assertThat(daemon.project().fields().text("phase")).contains("stopped");
  }

  @Test
  @FaultRow({"X1"})
  void gracefulStopIsForcedAfterItsTimeout() {
    daemon.start();
    daemon.begin();
    var command = daemon.accepted(GRACEFUL_STOP);
    daemon.deliver();
    var task = "stop-" + command.id();
    assertThat(daemon.world.delayed.due.get(task))
        .isEqualTo(daemon.world.clock.instant().plusSeconds(30));
    var deadline = DaemonMessage.from(daemon.world.delayed.messages.get(task));
    daemon.handler.handle(deadline);
    assertThat(daemon.world.jobs.cancelled).isEmpty();
    daemon.advance(Duration.ofSeconds(30));
    daemon.handler.handle(deadline);
    assertThat(daemon.world.jobs.cancelled).containsExactly("execution-1");
    assertThat(daemon.project().lease()).isEmpty();
    assertThat(daemon.project().counter("executionsHalted")).isOne();
  }

  @Test
  void overdueStopIsForcedByATickToo() {
    daemon.start();
    daemon.begin();
    daemon.accepted(GRACEFUL_STOP);
    daemon.advance(Duration.ofSeconds(31));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.world.jobs.cancelled).containsExactly("execution-1");
  }

  @Test
  @FaultRow({"X1"})
  void forcedStopCancelsAndTheIterationGoesOnAtTheNextStart() {
    daemon.start();
    daemon.begin();
    var iteration = daemon.lastLaunch().iteration();
    daemon.accepted(FORCED_STOP);
    daemon.deliver();
    assertThat(daemon.world.jobs.cancelled).containsExactly("execution-1");
    assertThat(daemon.project().lease()).isEmpty();
    daemon.start();
    assertThat(daemon.lastLaunch().iteration()).isEqualTo(iteration);
    assertThat(daemon.lastLaunch().fence()).isEqualTo(2);
  }

  @Test
  void stopsOfAPersonSayNothingAgainstAnIteration() {
    daemon.start();
    var iteration = daemon.lastLaunch().iteration();
    for (var stops = 1; stops <= 6; stops++) {
      daemon.begin();
      daemon.accepted(FORCED_STOP);
      daemon.deliver();
      daemon.start();
    }
    assertThat(daemon.launches()).isEqualTo(7);
    assertThat(daemon.lastLaunch().iteration()).isEqualTo(iteration);
  }

  @Test
  void stopOfAnIdleDaemonCancelsNothing() {
    var command = daemon.accepted(FORCED_STOP);
    daemon.deliver();
    assertThat(daemon.world.jobs.cancelled).isEmpty();
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.APPLIED);
  }

  @Test
  @FaultRow({"L7"})
  void restartEndsTheJobAndGoesOnWithItsIteration() {
    daemon.start();
    daemon.begin();
    var iteration = daemon.lastLaunch().iteration();
    assertThat(daemon.project().stopRequested(1)).isFalse();
    daemon.accepted(new Command.Restart());
    daemon.deliver();
    assertThat(daemon.project().stopRequested(1)).isTrue();
    assertThat(daemon.project().stopRequested(2)).isFalse();
    daemon.end(IterationOutcome.STOPPED);
    daemon.handler.handle(
        new DaemonMessage.IterationFinished(PROJECT, iteration, IterationOutcome.STOPPED));
    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.lastLaunch().iteration()).isEqualTo(iteration);
  }

  @Test
  @FaultRow({"C6"})
  void highestSequenceWinsWhateverTheOrderOfDelivery() {
    var start = daemon.accepted(new Command.Start(Optional.empty(), false));
    var startMessage = daemon.world.bus.take().getFirst();
    var stop = daemon.accepted(GRACEFUL_STOP);
    daemon.deliver();
    daemon.handler.handle(DaemonMessage.from(startMessage));
    assertThat(daemon.stateOf(stop)).isEqualTo(CommandState.APPLIED);
    assertThat(daemon.stateOf(start)).isEqualTo(CommandState.SUPERSEDED);
    assertThat(daemon.launches()).isZero();
    assertThat(daemon.world.schedule.paused).containsEntry("work-demo", true);
  }

  @Test
  @FaultRow({"C6"})
  void startThatIsDeliveredAfterAStopWasAcceptedLaunchesNothing() {
    daemon.accepted(new Command.Start(Optional.empty(), false));
    daemon.accepted(GRACEFUL_STOP);
    daemon.deliver();
    assertThat(daemon.launches()).isZero();
  }

  @Test
  @FaultRow("X2")
  void stopAndStartWithinASecondLeaveOneRunThatGoesOn() {
    daemon.start();
    daemon.begin();
    daemon.accepted(GRACEFUL_STOP);
    daemon.accepted(new Command.Start(Optional.empty(), false));
    daemon.deliver();
    daemon.advance(Duration.ofSeconds(31));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.world.jobs.cancelled).isEmpty();
    assertThat(daemon.launches()).isOne();
    assertThat(daemon.project().stopRequested(1)).isFalse();
  }
}
