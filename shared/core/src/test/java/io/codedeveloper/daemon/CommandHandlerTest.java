package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CommandHandlerTest {
  private static final Command GRACEFUL_STOP = new Command.Stop(true, Duration.ofSeconds(30));
  private static final Command FORCED_STOP = new Command.Stop(false, Duration.ZERO);
  private static final Command FORCED_START = new Command.Start(Optional.empty(), true);

  private final DaemonScenario daemon = new DaemonScenario();

  @Test
  void startLaunchesOneIteration() {
    var command = daemon.accepted(new Command.Start(Optional.of("P1"), false));
    daemon.deliver();
    assertThat(daemon.launches()).isOne();
    assertThat(daemon.lastLaunch().project()).isEqualTo("demo");
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.APPLIED);
    assertThat(daemon.project().requestedPriority()).contains("P1");
    var iteration = daemon.iterations.get(PROJECT, daemon.lastLaunch().iteration()).orElseThrow();
    assertThat(iteration.execution()).contains("execution-1");
    assertThat(daemon.world.schedule.paused).containsEntry("work-demo", false);
  }

  @Test
  @FaultRow({"C5", "C20"})
  void startDeliveredTwiceLaunchesOnce() {
    daemon.accepted(new Command.Start(Optional.empty(), false));
    var messages = daemon.world.bus.take();
    for (int i = 0; i < 3; i++) {
      messages.forEach(message -> daemon.handler.handle(DaemonMessage.from(message)));
    }
    assertThat(daemon.launches()).isOne();
  }

  @Test
  void sweepResumesAScheduleThatALatePauseHasPaused() {
    new Ticks(daemon.world.schedule).install(daemon.project());
    daemon.start();
    daemon.world.schedule.pause("work-demo");
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.world.schedule.paused).containsEntry("work-demo", false);
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.project().counter("schedulesCorrected")).isOne();
  }

  @Test
  void messageAboutAnUnknownCommandDoesNothing() {
    daemon.handler.handle(new DaemonMessage.CommandIssued(PROJECT, "nothing"));
    assertThat(daemon.launches()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"PULL_REQUEST", "BLOCKED", "GAVE_UP", "WAITING"})
  void nextIterationStartsAtOnceAfter(IterationOutcome outcome) {
    daemon.start();
    var first = daemon.lastLaunch().iteration();
    daemon.run(outcome);
    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.lastLaunch().iteration()).isNotEqualTo(first);
    assertThat(daemon.lastLaunch().fence()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"NOTHING_TO_DO", "NOTHING_UNDERSTOOD"})
  void nothingToDoWaitsForAWorkTick(IterationOutcome outcome) {
    daemon.start();
    daemon.run(outcome);
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isOne();
    daemon.tick(Ticks.WORK);
    assertThat(daemon.launches()).isEqualTo(2);
  }

  @Test
  void tryAgainResumesTheSameIterationAtALaterTick() {
    daemon.start();
    var iteration = daemon.lastLaunch().iteration();
    daemon.run(IterationOutcome.TRY_AGAIN);
    daemon.tick(Ticks.WORK);
    assertThat(daemon.launches()).isOne();
    daemon.advance(Duration.ofMinutes(1));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.lastLaunch().iteration()).isEqualTo(iteration);
  }

  @Test
  void backoffDoublesUpToAnHour() {
    daemon.start();
    for (int failure = 0; failure < 10; failure++) {
      daemon.run(IterationOutcome.TRY_AGAIN);
      daemon.advance(Duration.ofHours(1));
      daemon.tick(Ticks.WORK);
    }
    daemon.run(IterationOutcome.TRY_AGAIN);
    assertThat(daemon.project().notBefore())
        .contains(daemon.world.clock.instant().plus(Duration.ofHours(1)));
    assertThat(daemon.launches()).isEqualTo(11);
  }

  @Test
  void userErrorWaitsForAWorkTickButNotForTheUsersOwnStart() {
    daemon.start();
    daemon.run(IterationOutcome.USER_ERROR);
    daemon.advance(Duration.ofMinutes(2));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isOne();
    daemon.accepted(FORCED_START);
    daemon.deliver();
    assertThat(daemon.launches()).isEqualTo(2);
  }

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
  void answerResumesTheIterationThatWaitsForIt() {
    daemon.start();
    var iteration = daemon.lastLaunch().iteration();
    daemon.begin();
    var question =
        daemon.notifications.notifyOnce(
            PROJECT,
            NotificationDraft.question(iteration, "q1", "Which?", "Which one?", List.of()));
    var fence = daemon.lastLaunch().fence();
    daemon.iterations.journal(
        PROJECT,
        iteration,
        fence,
        new Iterations.Effect("ask", 40, io.codedeveloper.platform.Fields.empty()),
        one -> one.with("question", question.id()));
    daemon.end(IterationOutcome.WAITING);
    daemon.tick(Ticks.WORK);
    daemon.run(IterationOutcome.NOTHING_TO_DO);
    daemon.accepted(new Command.Respond(question.id(), "the first"));
    daemon.deliver();
    assertThat(daemon.lastLaunch().iteration()).isEqualTo(iteration);
  }

  @Test
  void interruptedIterationComesBeforeAnAnsweredOne() {
    var waiting = daemon.iterations.create(PROJECT, "waits");
    daemon.projects.update(PROJECT, project -> project);
    daemon.world.documents.transact(tx ->
        Iterations.put(
            tx,
            PROJECT,
            waiting.with("state", "waiting").with("unfinished", false).with("question", "q")));
    daemon.advance(Duration.ofSeconds(1));
    daemon.iterations.create(PROJECT, "interrupted");
    var next = new NextIteration(daemon.iterations, daemon.notifications);
    assertThat(next.find(PROJECT)).map(Iteration::id).contains("interrupted");
    assertThat(next.questionOpen(PROJECT)).isTrue();
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
      assertThat(told()).hasSize(again < 2 ? 0 : 1);
      daemon.advance(Duration.ofMinutes(4));
      daemon.tick(Ticks.SWEEP);
    }
    assertThat(told())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("429: no room"))
        .satisfies(one -> assertThat(one.count()).isEqualTo(2));
    daemon.world.jobs.failure = Optional.empty();
    daemon.advance(Duration.ofMinutes(8));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isOne();
    assertThat(daemon.lastLaunch().fence()).isEqualTo(5);
  }

  private java.time.Instant delayedTick() {
    return daemon.world.delayed.due.get("launch-demo-1");
  }

  private List<Notification> told() {
    return daemon.notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items();
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

  @Test
  void commandOfALaterVersionFailsAndIsTold() {
    var command = daemon.accepted(GRACEFUL_STOP);
    var path = daemon.project().documents().command(command.id());
    daemon.world.documents.transact(tx -> {
      tx.put(path, tx.get(path).orElseThrow().fields().with("type", "dance"));
      return true;
    });
    daemon.deliver();
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.FAILED);
    assertThat(told())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("'dance'"));
  }

  @Test
  void launchThatOnlyTheUserCanRepairIsReportedOnce() {
    daemon.world.jobs.failure = Optional.of(new UserErrorException("JAVA_HOME is wrong"));
    daemon.start();
    daemon.advance(Duration.ofMinutes(2));
    daemon.tick(Ticks.WORK);
    assertThat(daemon.notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).isEqualTo("JAVA_HOME is wrong"));
    assertThat(daemon.project().pausedAfter()).contains(IterationOutcome.USER_ERROR);
  }

  @Test
  @FaultRow({"C2", "C7"})
  void undeliveredCommandIsPublishedAgain() {
    daemon.world.bus.reachable = false;
    var command = daemon.accepted(new Command.Start(Optional.empty(), false));
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.PENDING);
    daemon.world.bus.reachable = true;
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.world.bus.published).isEmpty();
    daemon.advance(Duration.ofSeconds(60));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.world.bus.published).hasSize(1);
    daemon.deliver();
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.APPLIED);
    assertThat(daemon.project().counter("commandsRepublished")).isOne();
  }

  @Test
  @FaultRow({"C7"})
  void commandThatIsNeverDeliveredFailsAndIsReported() {
    var command = daemon.accepted(GRACEFUL_STOP);
    for (int i = 0; i < 12; i++) {
      daemon.world.bus.take();
      daemon.advance(Duration.ofSeconds(61));
      daemon.tick(Ticks.SWEEP);
    }
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.FAILED);
    var failed = daemon.commands.get(PROJECT, command.id()).orElseThrow();
    assertThat(failed.result()).hasValueSatisfying(why -> assertThat(why).contains("stop"));
    assertThat(daemon.notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items())
        .hasSize(1);
  }

  @Test
  void oneNightlyTickWorksUntilThereIsNothingLeft() {
    daemon.start();
    daemon.run(IterationOutcome.PULL_REQUEST);
    daemon.run(IterationOutcome.PULL_REQUEST);
    daemon.run(IterationOutcome.NOTHING_TO_DO);
    daemon.deliver();
    assertThat(daemon.launches()).isEqualTo(3);
    assertThat(DaemonState.of(daemon.project(), () -> false, daemon.world.clock.instant()))
        .isEqualTo(DaemonState.IDLE);
  }

  @Test
  void messagesSurviveTheirJourney() {
    var messages =
        List.of(
            new DaemonMessage.CommandIssued(PROJECT, "c"),
            new DaemonMessage.Tick(PROJECT, Ticks.WORK),
            new DaemonMessage.IterationFinished(PROJECT, "i", IterationOutcome.GAVE_UP),
            new DaemonMessage.StopDeadline(PROJECT));
    assertThat(messages)
        .allSatisfy(
            message -> assertThat(DaemonMessage.from(message.toMessage("m"))).isEqualTo(message));
  }

  @Test
  void foreignMessageIsRefused() {
    var tick = new DaemonMessage.Tick(PROJECT, Ticks.WORK).toMessage("m");
    var foreign =
        new io.codedeveloper.platform.Message("m", "other", "demo", tick.attributes(), "{}");
    assertThatThrownBy(() -> DaemonMessage.from(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
    var incomplete =
        new io.codedeveloper.platform.Message(
            "m", tick.type(), "demo", java.util.Map.of("project", "demo"), "{}");
    assertThatThrownBy(() -> DaemonMessage.from(incomplete))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("schedule");
    assertThat(MessageBus.Topic.COMMANDS.wireName()).isEqualTo("commands");
  }
}
