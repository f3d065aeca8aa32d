package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.BudgetRefusal;
import io.codedeveloper.budget.Limit;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A used-up budget stops what it is the budget of, and nothing else.
final class BudgetPauseTest {
  private static final Usd TEN = Usd.of("10");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

  private final DaemonScenario daemon = new DaemonScenario();

  /// Plays a job whose next call has no room in this limit.
  private String runInto(Limit limit, IterationOutcome outcome) {
    var job = daemon.lastLaunch();
    daemon.begin();
    var until = limit == Limit.PRIORITY ? Optional.<Instant>empty() : Optional.of(MIDNIGHT);
    var refusal = new BudgetRefusal(limit, Usd.of("4.9"), Usd.of("5"), Usd.of("5.4"), until);
    var effect = new Iterations.Effect("implement", 50, Fields.empty());
    daemon.iterations.journal(
        PROJECT, job.iteration(), job.fence(), effect, one -> one.withOverBudget(refusal));
    daemon.end(outcome);
    daemon.handler.handle(new DaemonMessage.IterationFinished(PROJECT, job.iteration(), outcome));
    return job.iteration();
  }

  private void raise(Budget budget) {
    var settings = ProjectSettings.of("/srv/repository");
    daemon.projects.create(
        PROJECT,
        new ProjectSettings(
            settings.repository(),
            settings.baseBranch(),
            settings.roadmapPath(),
            settings.testCommand(),
            settings.agent(),
            settings.model(),
            budget,
            settings.schedule()));
  }

  @Test
  @FaultRow("M15")
  void onlyThePriorityWaitsWhoseBudgetIsUsedUpAndRaisingItResumesIt() {
    daemon.start();
    var poor = runInto(Limit.PRIORITY, IterationOutcome.PRIORITY_OVER_BUDGET);

    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.lastLaunch().iteration()).isNotEqualTo(poor);
    daemon.run(IterationOutcome.NOTHING_TO_DO);
    daemon.tick(Ticks.WORK);
    assertThat(daemon.lastLaunch().iteration()).isNotEqualTo(poor);
    daemon.run(IterationOutcome.NOTHING_TO_DO);

    raise(new Budget(TEN, Budget.DEFAULT.perDay(), Budget.DEFAULT.perMonth()));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.lastLaunch().iteration()).isEqualTo(poor);
  }

  @Test
  void aRaiseThatIsNotEnoughResumesNothing() {
    daemon.start();
    var poor = runInto(Limit.PRIORITY, IterationOutcome.PRIORITY_OVER_BUDGET);
    raise(new Budget(Usd.of("5.3"), TEN, TEN));
    daemon.run(IterationOutcome.NOTHING_TO_DO);
    daemon.tick(Ticks.WORK);
    assertThat(daemon.lastLaunch().iteration()).isNotEqualTo(poor);
  }

  @Test
  void anIterationThatWaitsForBudgetAsksNoQuestion() {
    daemon.start();
    runInto(Limit.PRIORITY, IterationOutcome.PRIORITY_OVER_BUDGET);
    var next = new NextIteration(daemon.iterations, daemon.notifications);
    assertThat(next.questionOpen(PROJECT)).isFalse();
  }

  @Test
  @FaultRow({"M15", "M16"})
  void theDaysBudgetPausesTheProjectUntilTheDayTurns() {
    daemon.start();
    var iteration = runInto(Limit.DAY, IterationOutcome.OVER_BUDGET);
    assertThat(daemon.launches()).isOne();
    daemon.tick(Ticks.WORK);
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isOne();
    assertThat(daemon.project().notBefore()).contains(MIDNIGHT);

    daemon.advance(Duration.between(daemon.world.clock.instant(), MIDNIGHT));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.lastLaunch().iteration()).isEqualTo(iteration);
  }

  @Test
  @FaultRow("M15")
  void raisingTheDaysBudgetResumesAtTheNextTick() {
    daemon.start();
    var iteration = runInto(Limit.DAY, IterationOutcome.OVER_BUDGET);
    raise(new Budget(Budget.DEFAULT.perPriority(), Usd.of("30"), Budget.DEFAULT.perMonth()));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.lastLaunch().iteration()).isEqualTo(iteration);
    assertThat(daemon.launches()).isEqualTo(2);
  }

  @Test
  @FaultRow("X5")
  void anExecutionThatRanOutOfTimeIsFollowedByOneAtOnceAndIsNoFailure() {
    daemon.start();
    var iteration = daemon.lastLaunch().iteration();
    daemon.run(IterationOutcome.OUT_OF_TIME);
    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.lastLaunch().iteration()).isEqualTo(iteration);
    assertThat(daemon.project().failuresInARow()).isZero();
  }

  @Test
  @FaultRow("X5")
  void anIterationThatRunsOutOfTimeAgainAndAgainWithoutAnyEffectIsGivenUpAndTold() {
    daemon.start();
    var iteration = daemon.lastLaunch().iteration();
    for (var execution = 0; execution < 5; execution++) {
      assertThat(daemon.lastLaunch().iteration()).isEqualTo(iteration);
      daemon.run(IterationOutcome.OUT_OF_TIME);
    }
    assertThat(daemon.launches()).isEqualTo(5);
    assertThat(daemon.iterations.get(PROJECT, iteration).flatMap(Iteration::outcome))
        .contains(IterationOutcome.GAVE_UP);
    assertThat(daemon.notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains(iteration, "5 times", "more time"));
  }
}
