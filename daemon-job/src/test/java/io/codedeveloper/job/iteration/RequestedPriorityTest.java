package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of the priority that somebody asked for by its name.
final class RequestedPriorityTest {
  private static final String ROADMAP =
      """
      # Roadmap

      ### PRIORITY 1: Add a greeting
      **Status**: 📝 Planned

      ### PRIORITY 2: Add a farewell
      **Status**: 📝 Planned

      ### PRIORITY 3: Add a bow
      **Status**: 📝 Planned

      ### PRIORITY 3: Add another bow
      **Status**: 📝 Planned
      """;

  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void open() {
    harness = new Harness(directory).withRoadmap(ROADMAP);
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("done.txt"), "done\n");
          session.checkpoint("wrote done.txt");
          return new Result.Finished("Done.");
        };
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", " PRIORITY 2 "})
  void itIsTakenBeforeTheNext(String wanted) {
    request(wanted);

    var ended = harness.run();

    assertThat(ended.priority()).contains("PRIORITY-2");
    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
  }

  @Test
  void oneThatNobodyKnowsIsToldWithThoseThereAreAndThenForgotten() {
    request("9.9");

    var refused = harness.run();

    assertThat(refused.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(refused.outcomeMessage().orElseThrow())
        .contains("there is no priority 9.9 in docs/ROADMAP.md", "PRIORITY 1", "PRIORITY 2");
    assertThat(harness.notifications())
        .anySatisfy(one -> assertThat(one.message()).contains("there is no priority 9.9"));
    assertThat(harness.run().priority()).as("whatever is next").contains("PRIORITY-1");
  }

  @Test
  void oneThatStandsTwiceIsToldAndNeitherIsTaken() {
    request("3");

    var refused = harness.run();

    assertThat(refused.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(refused.outcomeMessage().orElseThrow())
        .contains("priority 3 stands there more than once");
    assertThat(refused.priority()).isEmpty();
  }

  @Test
  void oneThatWaitsForReviewIsFoundAgain() {
    request("2");
    harness.run();
    request("2");

    var again = harness.run();

    assertThat(again.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(again.outcomeMessage().orElseThrow()).contains("is open already");
    assertThat(harness.pullRequests(BranchName.of("PRIORITY-2"))).hasSize(1);
  }

  private void request(String wanted) {
    harness.services.projects().create(Harness.PROJECT, harness.settings);
    harness
        .services
        .projects()
        .update(Harness.PROJECT, now -> now.with("requestedPriority", wanted));
  }
}
