package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.platform.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the daemon does next: after a start, a tick, an answer, and each way that an iteration
/// ends.
final class CommandHandlerTest {
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
        new Iterations.Effect("ask", 40, Fields.empty()),
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
  void sweepResumesAScheduleThatALatePauseHasPaused() {
    new Ticks(daemon.world.schedule).install(daemon.project());
    daemon.start();
    daemon.world.schedule.pause("work-demo");
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.world.schedule.paused).containsEntry("work-demo", false);
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.project().counter("schedulesCorrected")).isOne();
  }
}
