package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.IterationState;
import io.codedeveloper.daemon.PriorityState;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class IterationTest {
  private static final String ROADMAP =
      """
      # Roadmap

      ### PRIORITY 1: Add a greeting
      **Status**: 📝 Planned

      Write hello.txt.

      ### PRIORITY 2: Add a farewell
      **Status**: 📝 Planned
      """;
  private static final String BRANCH = "code-developer/priority-1";

  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void open() {
    harness = new Harness(directory).withRoadmap(ROADMAP);
    harness.agent = writing("hello.txt", "hello\n");
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void aPriorityBecomesAPullRequestWithExactlyTheIntendedFiles() {
    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.changed(BRANCH)).containsExactly("docs/ROADMAP.md", "hello.txt");
    assertThat(harness.show(BRANCH, "docs/ROADMAP.md"))
        .isEqualTo(ROADMAP.replaceFirst("📝 Planned", "✅ Complete"));
    assertThat(harness.log(BRANCH))
        .contains("code-developer <", "PRIORITY 1: Add a greeting", "Iteration-Id: " + ended.id());
    assertThat(harness.pullRequests(BRANCH))
        .singleElement()
        .satisfies(made -> assertThat(made.state()).isEqualTo(PullRequest.State.OPEN))
        .satisfies(made -> assertThat(made.draft()).isFalse());
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("local://"));
  }

  @Test
  void whatTheTestsLeaveInTheWorkTreeIsNotCommitted() {
    harness.somebodyCommits(
        "main", "check.sh", "mkdir -p out && date > out/log && cat *.txt > all.o\n:\n");

    harness.run();

    assertThat(harness.changed(BRANCH)).containsExactly("docs/ROADMAP.md", "hello.txt");
  }

  @Test
  void theJournalTellsEveryStepInOrder() {
    var ended = harness.run();

    assertThat(harness.services.iterations().journalOf(Harness.PROJECT, ended.id()))
        .extracting(entry -> entry.step())
        .containsExactlyElementsOf(Steps.all().stream().map(Step::name).toList());
    assertThat(ended.tests().fields("before").flag("succeeded")).isTrue();
    assertThat(ended.tests().fields("after").flag("succeeded")).isTrue();
  }

  @Test
  void theNextIterationTakesTheNextPriorityAndTheLastSaysThatNothingIsLeft() {
    harness.run();
    harness.agent = writing("farewell.txt", "bye\n");
    var second = harness.run();
    var third = harness.run();

    assertThat(second.priority()).contains("PRIORITY-2");
    assertThat(second.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(third.outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(harness.said).anyMatch(line -> line.contains("pull request #1 is open"));
  }

  @Test
  void whatIsCompleteIsNotDoneAgainEvenIfSomebodyAsksForIt() {
    var complete = ROADMAP.replaceFirst("📝 Planned", "✅ Complete");
    harness.somebodyCommits("main", "docs/ROADMAP.md", complete);
    harness.services.projects().create(Harness.PROJECT, harness.settings);
    harness.services.projects().update(Harness.PROJECT, now -> now.with("requestedPriority", "1"));

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("it is complete");
  }

  @Test
  void aClosedPullRequestIsNotDoneAgainUntilItsTextChanges() {
    harness.run();
    var made = harness.pullRequests(BRANCH).getFirst();
    harness.host().close(made);
    harness.agent = writing("farewell.txt", "bye\n");

    var next = harness.run();
    var asked = ROADMAP.replace("Write hello.txt.", "Write hello.txt politely.");
    harness.somebodyCommits("main", "docs/ROADMAP.md", asked);
    harness.agent = writing("hello.txt", "good day\n");
    var again = harness.run();

    assertThat(next.priority()).contains("PRIORITY-2");
    assertThat(again.priority()).contains("PRIORITY-1");
    assertThat(again.branch().orElseThrow()).startsWith(BRANCH + "-");
    assertThat(again.outcome()).contains(IterationOutcome.PULL_REQUEST);
  }

  @Test
  void anAgentThatChangesNothingGaveUpAndAfterThreeAttemptsThePriorityIsBlocked() {
    harness.agent = (task, session) -> new Result.Finished("nothing was needed");

    var attempts = List.of(harness.run(), harness.run(), harness.run());
    var fourth = harness.run();
    harness.agent = writing("farewell.txt", "bye\n");
    var fifth = harness.run();

    assertThat(attempts)
        .allSatisfy(one -> assertThat(one.outcome()).contains(IterationOutcome.GAVE_UP));
    assertThat(fourth.outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(fifth.priority()).contains("PRIORITY-2");
    assertThat(harness.services.priorities().get(Harness.PROJECT, "PRIORITY-1").state())
        .isEqualTo(PriorityState.BLOCKED);
    assertThat(harness.notifications())
        .filteredOn(one -> one.title().startsWith("Blocked"))
        .hasSize(1);
  }

  @Test
  void aQuestionEndsTheExecutionAndItsAnswerResumesIt() {
    harness.agent =
        (task, session) ->
            session
                .answer()
                .<Result>map(answer -> {
                  Repositories.write(task.workTree().resolve("hello.txt"), answer);
                  session.checkpoint("answered");
                  return new Result.Finished("greeted as you said");
                })
                .orElseGet(() -> {
                  session.checkpoint("asked");
                  return new Result.Asked("Which greeting?", List.of("hi", "hello"));
                });

    var waiting = harness.run();
    var question = harness.notifications().getFirst();
    harness.services.notifications().respond(Harness.PROJECT, question.id(), "hello", "somebody");
    var resumed = harness.run();

    assertThat(waiting.outcome()).contains(IterationOutcome.WAITING);
    assertThat(waiting.state()).isEqualTo(IterationState.WAITING);
    assertThat(question.choices()).containsExactly("hi", "hello");
    assertThat(resumed.id()).isEqualTo(waiting.id());
    assertThat(resumed.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.show(BRANCH, "hello.txt")).isEqualTo("hello");
  }

  @Test
  void whileAQuestionIsOpenAnotherPriorityIsTaken() {
    harness.agent = (task, session) -> new Result.Asked("Which greeting?", List.of());
    harness.run();
    harness.agent = writing("farewell.txt", "bye\n");

    assertThat(harness.run().priority()).contains("PRIORITY-2");
  }

  @Test
  void newTestFailuresGoBackToTheAgentAndAtLastMakeADraft() {
    var finishes = new AtomicInteger();
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("broken"), "");
          var objection = session.objectionTo("done");
          while (objection.isPresent()) {
            finishes.incrementAndGet();
            objection = session.objectionTo("done");
          }
          return new Result.Finished("done");
        };

    var ended = harness.run();

    assertThat(finishes).hasValue(IterationSession.MOST_OBJECTIONS);
    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.pullRequests(BRANCH).getFirst().draft()).isTrue();
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

  @Test
  void aSecretInTheChangeIsNotPushed() {
    harness.agent = writing("token.txt", Harness.SECRET + "\n");

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("secret");
    assertThat(harness.git("branch", "--list")).doesNotContain("code-developer");
  }

  @Test
  void aForeignBranchIsNeverPushedOver() {
    harness.git("branch", BRANCH, "main");
    harness.somebodyCommits(BRANCH, "theirs.txt", "theirs\n");
    var theirs = harness.git("rev-parse", BRANCH);

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(harness.git("rev-parse", BRANCH)).isEqualTo(theirs);
    assertThat(harness.pullRequests(BRANCH)).isEmpty();
  }

  @Test
  void whatCanBeTriedAgainResumesWithTheSameIteration() {
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          session.checkpoint("halfway");
          throw new TransientException("the model's service is overloaded");
        };
    var first = harness.run();
    harness.agent =
        (task, session) -> {
          assertThat(session.transcript()).contains("halfway");
          assertThat(task.workTree().resolve("hello.txt")).hasContent("hello");
          return new Result.Finished("done");
        };

    var second = harness.run();

    assertThat(first.outcome()).contains(IterationOutcome.TRY_AGAIN);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.services.priorities().get(Harness.PROJECT, "PRIORITY-1").attempts())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(StopSignal.Reason.class)
  void aStopKeepsTheWorkAndTellsItsReason(StopSignal.Reason reason) {
    harness.agent =
        (task, session) -> {
          switch (reason) {
            case ASKED -> harness.stop.request();
            case TERMINATED -> harness.stop.terminate();
            case OUT_OF_TIME -> harness.stop.outOfTime();
            case LEASE_LOST -> harness.stop.leaseLost();
          }
          session.checkpoint("halfway");
          return new Result.Stopped();
        };

    var stopped = harness.run();

    assertThat(stopped.state()).isEqualTo(IterationState.INTERRUPTED);
    assertThat(stopped.outcomeMessage().orElseThrow()).doesNotContain("stopped as asked");
    assertThat(stopped.outcome())
        .contains(
            switch (reason) {
              case ASKED -> IterationOutcome.STOPPED;
              case OUT_OF_TIME, TERMINATED -> IterationOutcome.OUT_OF_TIME;
              case LEASE_LOST -> IterationOutcome.TRY_AGAIN;
            });
  }

  @Test
  void aHolderThatLostItsLeaseHasNoFurtherEffect() {
    harness.agent =
        (task, session) -> {
          harness.leaseExpires();
          harness.services.leases().take(Harness.PROJECT, "another");
          return writing("hello.txt", "hello\n").work(task, session);
        };

    var ended = harness.tryRun();

    assertThat(ended).isEmpty();
    assertThat(harness.git("branch", "--list")).doesNotContain("code-developer");
    assertThat(harness.notifications()).isEmpty();
  }

  @Test
  void aMissingRoadmapIsSaidPlainly() {
    harness.settings =
        new io.codedeveloper.daemon.ProjectSettings(
            harness.bare.toString(),
            "main",
            "docs/PLAN.md",
            harness.settings.testCommand(),
            harness.settings.agent(),
            harness.settings.model(),
            harness.settings.budgets(),
            harness.settings.schedule());

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("docs/PLAN.md", "--roadmap");
  }

  @Test
  void theStepThatRunsIsShownNotTheOneBefore() {
    var shown = new ArrayList<String>();
    harness.agent =
        (task, session) -> {
          var project = harness.services.projects().require(Harness.PROJECT);
          shown.add(project.step().orElseThrow());
          return writing("hello.txt", "hello\n").work(task, session);
        };

    harness.run();

    assertThat(shown).containsExactly("implement");
  }

  @Test
  void aBugOfOursIsReportedAndLoggedAndTriedAgain() {
    harness.agent =
        (task, session) -> {
          throw new IllegalStateException("a bug");
        };

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.TRY_AGAIN);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("code-developer itself", "a bug");
  }

  private static CodingAgent writing(String path, String content) {
    return (task, session) -> {
      Repositories.write(task.workTree().resolve(path), content);
      session.checkpoint("wrote " + path);
      session.objectionTo("wrote " + path);
      return new Result.Finished("Wrote " + path + ".");
    };
  }
}
