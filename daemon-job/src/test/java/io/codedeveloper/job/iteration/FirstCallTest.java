package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What no budget has room for is known before anything is prepared for it.
final class FirstCallTest {
  private static final Usd CALL = Usd.of("0.30");
  private static final Usd PLENTY = Usd.of("100");

  @TempDir Path directory;
  private Path ran;
  private Harness harness;

  @BeforeEach
  void open() {
    ran = directory.resolve("ran");
    harness =
        new Harness(directory)
            .withFiles(
                Map.of(
                    "code-developer.yml",
                    "setup: echo setup >> %1$s\ntest: echo test >> %1$s\n".formatted(ran),
                    "docs/ROADMAP.md",
                    """
                    ### PRIORITY 1: Greet
                    **Status**: 📝 Planned

                    ### PRIORITY 2: Wave
                    **Status**: 📝 Planned
                    """));
    harness.agent = new Priced();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private void budget(Usd perPriority, Usd perDay) {
    var usual = ProjectSettings.of(harness.bare.toString());
    harness.settings =
        new ProjectSettings(
            usual.repository(),
            usual.baseBranch(),
            usual.roadmapPath(),
            usual.testCommand(),
            usual.agent(),
            usual.model(),
            new Budget(perPriority, perDay, PLENTY),
            usual.schedule());
  }

  @Test
  @FaultRow("M15")
  void aBudgetBelowOneCallPreparesNothingAndIsToldOnce() {
    budget(Usd.of("0.29"), PLENTY);

    var first = harness.run();
    var second = harness.run();

    assertThat(first.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(first.outcomeMessage().orElseThrow())
        .contains("budget of the priority, $0.2900", "may cost $0.3000", "to $0.30 or more");
    assertThat(second.id()).as("no other priority has its turn").isEqualTo(first.id());
    assertThat(harness.notifications()).hasSize(1);
    assertThat(ran).doesNotExist();

    budget(CALL, PLENTY);
    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(ran).exists();
  }

  @Test
  @FaultRow("M15")
  void aDaysBudgetBelowOneCallIsTheUsersToChange() {
    budget(PLENTY, Usd.of("0.29"));

    assertThat(harness.run().outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(ran).doesNotExist();
  }

  @Test
  @FaultRow("M15")
  void aDayThatIsUsedUpPreparesNothing() {
    budget(PLENTY, Usd.of("0.50"));
    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    delete(ran);

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.OVER_BUDGET);
    assertThat(ended.overBudget().orElseThrow().until()).isPresent();
    assertThat(ran).doesNotExist();
  }

  @Test
  @FaultRow("M15")
  void aPriorityThatIsUsedUpPreparesNothingAndLetsTheNextHaveItsTurn() {
    budget(Usd.of("0.50"), PLENTY);
    harness.agent = new Priced(new CodingAgent.Result.GaveUp("no idea"));
    var first = harness.run();
    assertThat(first.outcome()).contains(IterationOutcome.GAVE_UP);
    delete(ran);

    var again = harness.run();
    assertThat(again.priority()).isEqualTo(first.priority());
    assertThat(again.outcome()).contains(IterationOutcome.PRIORITY_OVER_BUDGET);
    assertThat(ran).doesNotExist();
    assertThat(harness.run().priority()).isNotEqualTo(first.priority());
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An agent whose one call costs what it may.
  private record Priced(CodingAgent.Result end) implements CodingAgent {
    Priced() {
      this(new Result.Finished("done"));
    }

    @Override
    public Optional<Usd> firstCall(Task task) {
      return Optional.of(CALL);
    }

    @Override
    public Result work(Task task, Session session) {
      var charge = session.reserve("model", CALL);
      if (charge.isEmpty()) {
        return new Result.Paused(session.budgetRefusal());
      }
      charge.get().settle(Usage.NONE, CALL);
      try {
        Files.writeString(task.workTree().resolve("hello.txt"), "hello\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      session.checkpoint("done");
      return end;
    }
  }
}
