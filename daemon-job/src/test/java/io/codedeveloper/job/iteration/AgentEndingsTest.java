package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an iteration makes of an agent that did not finish.
final class AgentEndingsTest {
  @TempDir Path directory;

  private Harness harness() {
    return new Harness(directory)
        .withRoadmap("### PRIORITY 1: Add a greeting\n**Status**: 📝 Planned\n");
  }

  @Test
  @FaultRow("M8")
  void aRefusedPriorityIsBlockedAndToldAndNotAskedForAgain() {
    try (var harness = harness()) {
      var asked = new AtomicInteger();
      harness.agent =
          (task, session) -> {
            asked.incrementAndGet();
            return new Result.Refused("the model refused the task");
          };

      assertThat(harness.run().outcome()).contains(IterationOutcome.BLOCKED);
      assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);
      assertThat(asked).hasValue(1);
      assertThat(harness.notifications())
          .singleElement()
          .satisfies(told -> assertThat(told.message()).contains("the model refused the task"));
    }
  }

  @Test
  @FaultRow({"M10", "P2"})
  void anAgentThatSaysItIsDoneWithoutAChangeIsAskedOnceAndThenGivenUp() {
    try (var harness = harness()) {
      harness.agent =
          (task, session) -> {
            assertThat(session.objectionTo("done").orElseThrow()).contains("changed no file");
            assertThat(session.objectionTo("done, really")).isEmpty();
            return new Result.Finished("done, really");
          };

      assertThat(harness.run().outcome()).contains(IterationOutcome.GAVE_UP);
      assertThat(harness.pullRequests("code-developer/priority-1")).isEmpty();
    }
  }

  @Test
  @FaultRow("M13")
  void aWrongSettingIsToldOnceHoweverOftenItIsFound() {
    try (var harness = harness()) {
      harness.agent =
          (task, session) -> {
            throw new UserErrorException("the key was refused; check ANTHROPIC_API_KEY");
          };

      assertThat(harness.run().outcome()).contains(IterationOutcome.USER_ERROR);
      assertThat(harness.run().outcome()).contains(IterationOutcome.USER_ERROR);
      assertThat(harness.notifications())
          .singleElement()
          .satisfies(told -> assertThat(told.message()).contains("check ANTHROPIC_API_KEY"));
    }
  }

  @Test
  @FaultRow({"M1", "P16"})
  void aServiceThatAsksToWaitIsLeftAloneForSoLong() {
    try (var harness = harness()) {
      harness.agent = (task, session) -> new Result.TryLater("slow down", Duration.ofHours(3));

      assertThat(harness.run().outcome()).contains(IterationOutcome.TRY_AGAIN);
      assertThat(pause(harness)).isBetween(Duration.ofMinutes(179), Duration.ofHours(3));

      harness.agent =
          (task, session) -> {
            throw new TransientException("the rate is limited", Duration.ofHours(2));
          };
      assertThat(harness.run().outcome()).contains(IterationOutcome.TRY_AGAIN);
      assertThat(pause(harness)).isBetween(Duration.ofMinutes(119), Duration.ofHours(2));

      harness.agent = (task, session) -> new Result.TryLater("not now", Duration.ZERO);
      assertThat(harness.run().outcome()).contains(IterationOutcome.TRY_AGAIN);
      assertThat(pause(harness)).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
    }
  }

  private static Duration pause(Harness harness) {
    var until = harness.services.projects().require(Harness.PROJECT).notBefore().orElseThrow();
    return Duration.between(harness.platform.ports().clock().instant(), until);
  }

  @Test
  @FaultRow("M2")
  void missingCreditIsToldOnceAndWorkGoesOnWhereItWas() {
    try (var harness = harness()) {
      harness.agent =
          (task, session) -> {
            if (session.transcript().isEmpty()) {
              session.checkpoint("so far");
              return new Result.Paused("add credit");
            }
            return new Result.GaveUp("went on after: " + session.transcript().get());
          };

      var first = harness.run();
      assertThat(first.outcome()).contains(IterationOutcome.USER_ERROR);
      assertThat(harness.notifications()).hasSize(1);
      var second = harness.run();
      assertThat(second.id()).isEqualTo(first.id());
      assertThat(second.outcomeMessage()).contains("went on after: so far");
    }
  }
}
