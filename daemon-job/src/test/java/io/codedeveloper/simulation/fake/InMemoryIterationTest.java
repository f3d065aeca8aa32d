package io.codedeveloper.simulation.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.simulation.fake.Developer.Habits;
import io.codedeveloper.testing.Seeds;
import org.junit.jupiter.api.Test;

final class InMemoryIterationTest {
  private static final String BRANCH = "code-developer/priority-1";

  @Test
  void roadmapBecomesAPullRequestWithoutAnythingReal() {
    try (var world = new InMemoryWorld(1, Habits.NONE)) {
      var ended = world.run().orElseThrow();

      assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
      assertThat(world.host().all())
          .singleElement()
          .satisfies(made -> assertThat(made.pullRequest().headBranch()).isEqualTo(BRANCH))
          .satisfies(
              made -> assertThat(made.pullRequest().state()).isEqualTo(PullRequest.State.OPEN));
      var main = world.origin().head("main").orElseThrow();
      var made = world.origin().head(BRANCH).orElseThrow();
      assertThat(world.origin().changed(main, made)).hasSize(3).contains("docs/ROADMAP.md");
      assertThat(world.origin().content(made, "docs/ROADMAP.md").orElseThrow())
          .contains("✅ Complete");
      assertThat(world.model().invalid()).isEmpty();
      assertThat(world.charged()).isPositive().isGreaterThanOrEqualTo(world.billed());
    }
  }

  @Test
  void everyPriorityIsDoneInItsTurnUntilNothingIsLeft() {
    try (var world = new InMemoryWorld(1, Habits.NONE)) {
      for (var priority = 1; priority <= InMemoryWorld.PRIORITIES; priority++) {
        assertThat(world.run().orElseThrow().outcome()).contains(IterationOutcome.PULL_REQUEST);
      }
      assertThat(world.run().orElseThrow().outcome()).contains(IterationOutcome.NOTHING_TO_DO);
      assertThat(world.host().all()).hasSize(InMemoryWorld.PRIORITIES);
    }
  }

  @Test
  void whateverTheModelDoesWrongEveryHistoryIsValidAndEveryCallIsPaidFor() {
    Seeds.forAll(
        20,
        random -> {
          var seed = random.nextLong();
          try (var world = new InMemoryWorld(seed, Habits.LIVELY)) {
            for (var iteration = 0; iteration < 4; iteration++) {
              assertThat(world.run()).isPresent();
            }
            assertThat(world.model().invalid()).isEmpty();
            assertThat(world.charged()).isGreaterThanOrEqualTo(world.billed());
          }
        });
  }

  @Test
  void theSameSeedGivesTheSameCommitsAndTheSameBooks() {
    Seeds.forAll(
        20,
        random -> {
          var seed = random.nextLong();
          assertThat(afterThree(seed)).isEqualTo(afterThree(seed));
        });
    assertThat(afterThree(1)).isNotEqualTo(afterThree(2));
  }

  private static String afterThree(long seed) {
    try (var world = new InMemoryWorld(seed, Habits.LIVELY)) {
      for (var iteration = 0; iteration < 3; iteration++) {
        world.run();
      }
      return world.fingerprint();
    }
  }
}
