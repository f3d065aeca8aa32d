package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Greeting.BRANCH;
import static io.codedeveloper.job.iteration.Greeting.ROADMAP;
import static io.codedeveloper.job.iteration.Greeting.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.PriorityState;
import io.codedeveloper.job.agent.CodingAgent.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which priority an iteration takes after another.
final class NextPriorityTest {
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
  void whileAQuestionIsOpenAnotherPriorityIsTaken() {
    harness.agent = (task, session) -> new Result.Asked("Which greeting?", List.of());
    harness.run();
    harness.agent = writing("farewell.txt", "bye\n");

    assertThat(harness.run().priority()).contains("PRIORITY-2");
  }
}
