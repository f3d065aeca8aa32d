package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Greeting.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an iteration spends, and what happens where a budget has no room.
final class SpendingTest {
  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void open() {
    harness = Greeting.harness(directory);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void spendingIsReservedSettledAndShown() {
    harness.agent =
        (task, session) -> {
          var charge = session.reserve("claude-sonnet-4-5", Usd.of("1")).orElseThrow();
          charge.settle(new Usage(100, 10, 0, 0, 0), Usd.of("0.25"));
          return writing("hello.txt", "hello\n").work(task, session);
        };

    var ended = harness.run();

    assertThat(ended.cost()).isEqualTo(Usd.of("0.25"));
    assertThat(ended.usage().input()).isEqualTo(100);
    assertThat(harness.services.priorities().get(Harness.PROJECT, "PRIORITY-1").cost())
        .isEqualTo(Usd.of("0.25"));
  }

  @Test
  @FaultRow("M15")
  void aPriorityWhoseBudgetIsUsedUpWaitsTheOthersGoOnAndRaisingItResumesIt() {
    harness.agent = asking("6");
    var poor = harness.run();
    harness.agent = writing("farewell.txt", "bye\n");
    var other = harness.run();
    var nothing = harness.run();
    harness.settings = budgets(new Budget(Usd.of("7"), Usd.of("20"), Usd.of("200")));
    harness.agent = writing("hello.txt", "hello\n");
    var resumed = harness.run();

    assertThat(poor.outcome()).contains(IterationOutcome.PRIORITY_OVER_BUDGET);
    assertThat(other.priority()).contains("PRIORITY-2");
    assertThat(nothing.outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(resumed.id()).isEqualTo(poor.id());
    assertThat(resumed.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.notifications())
        .filteredOn(one -> one.title().startsWith("Its budget"))
        .singleElement()
        .satisfies(one ->
            assertThat(one.message())
                .contains("$5.0000", "$6.0000", "perPriorityUsd", "--budget-per-priority"));
  }

  @Test
  @FaultRow({"M15", "N4"})
  void aUsedUpDayPausesTheProjectAndIsToldOnce() {
    harness.settings = budgets(new Budget(Usd.of("30"), Usd.of("5"), Usd.of("200")));
    harness.agent = asking("6");
    var first = harness.run();
    var second = harness.run();

    assertThat(first.outcome()).contains(IterationOutcome.OVER_BUDGET);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("goes on by itself", "perDayUsd"))
        .satisfies(one -> assertThat(one.count()).isEqualTo(2));
    assertThat(harness.services.projects().require(Harness.PROJECT).notBefore()).isPresent();
  }

  @Test
  @FaultRow("M5")
  void aCallThatCostsMoreThanItsWorstCaseIsChargedInFullAndReported() {
    harness.agent =
        (task, session) -> {
          var charge = session.reserve("claude-sonnet-4-5", Usd.of("1")).orElseThrow();
          charge.settle(new Usage(100, 10, 0, 0, 0), Usd.of("4.5"));
          assertThat(session.reserve("claude-sonnet-4-5", Usd.of("1"))).isEmpty();
          return new Result.Paused(session.budgetRefusal());
        };

    var ended = harness.run();

    assertThat(ended.cost()).isEqualTo(Usd.of("4.5"));
    assertThat(ended.outcome()).contains(IterationOutcome.PRIORITY_OVER_BUDGET);
    assertThat(harness.notifications())
        .anySatisfy(one -> assertThat(one.message()).contains("$4.5000", "worst case of $1.0000"));
  }

  private static CodingAgent asking(String worstCase) {
    return (task, session) -> {
      assertThat(session.reserve("claude-sonnet-4-5", Usd.of(worstCase))).isEmpty();
      return new Result.Paused(session.budgetRefusal());
    };
  }

  private ProjectSettings budgets(Budget budget) {
    var now = harness.settings;
    return new ProjectSettings(
        now.repository(),
        now.baseBranch(),
        now.roadmapPath(),
        now.testCommand(),
        now.agent(),
        now.model(),
        budget,
        now.schedule());
  }
}
