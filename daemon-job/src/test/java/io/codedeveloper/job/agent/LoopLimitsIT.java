package io.codedeveloper.job.agent;

import static io.codedeveloper.job.agent.Bench.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.replay.Fault;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What ends the work before the model does.
class LoopLimitsIT {
  private static final Script EXPLORING =
      Script.matching("US-1")
          .calls("list_files", Map.of("depth", 1))
          .calls("list_files", Map.of("depth", 2))
          .calls("list_files", Map.of("depth", 3))
          .finishes("done");

  /// Each answer costs about four cents.
  private static final Script WORDY =
      Script.matching("US-1")
          .says("x".repeat(8_000))
          .calls("list_files", Map.of("depth", 1))
          .says("y".repeat(8_000))
          .calls("list_files", Map.of("depth", 2))
          .finishes("done");

  @TempDir Path workTree;

  private static String whyGivenUp(Result result) {
    assertThat(result).isInstanceOf(Result.GaveUp.class);
    return ((Result.GaveUp) result).why();
  }

  @Test
  @FaultRow("M11")
  void turnsAreLimitedOverAllResumptions() {
    try (var bench = new Bench(workTree, EXPLORING)) {
      bench.limits = new AgentLimits(2, Duration.ofMinutes(1), 1_000_000, Usd.of("5"));

      assertThat(whyGivenUp(bench.work())).contains("limit of 2 turns");
      assertThat(whyGivenUp(bench.work())).contains("limit of 2 turns");
      assertThat(bench.server.requests()).hasSize(2);
    }
  }

  @Test
  @FaultRow("M11")
  void wallTimeIsLimited() {
    try (var bench = new Bench(workTree, EXPLORING).timePassing(Duration.ofMinutes(4))) {
      bench.limits = new AgentLimits(50, Duration.ofMinutes(10), 1_000_000, Usd.of("5"));

      assertThat(whyGivenUp(bench.work())).contains("limit of 10 minutes");
    }
  }

  @ParameterizedTest
  @FaultRow("X12")
  @ValueSource(longs = {-86_400, 86_400})
  void aWallClockThatIsSetEndsNoWork(long seconds) {
    try (var bench = new Bench(workTree, EXPLORING).clockBeingSet(Duration.ofSeconds(seconds))) {
      bench.server.failing(2, Fault.error(529, "overloaded_error", "Overloaded"));

      assertThat(bench.work()).isEqualTo(DONE);
    }
  }

  @Test
  @FaultRow("M11")
  void tokensAreLimited() {
    try (var bench = new Bench(workTree, EXPLORING)) {
      bench.limits = new AgentLimits(50, Duration.ofMinutes(1), 100, Usd.of("5"));

      assertThat(whyGivenUp(bench.work())).contains("limit of 100 tokens");
      assertThat(bench.server.requests()).hasSize(1);
    }
  }

  @Test
  void dollarsAreLimitedBeforeACallAndNotAfter() {
    try (var bench = new Bench(workTree, WORDY)) {
      bench.limits = new AgentLimits(50, Duration.ofMinutes(1), 1_000_000, Usd.of("0.075"));

      assertThat(whyGivenUp(bench.work())).contains("limit of $0.0750");
      assertThat(bench.spent()).isLessThanOrEqualTo(Usd.of("0.075"));
    }
  }

  @Test
  @FaultRow("M15")
  void aBudgetThatIsUsedUpPausesBeforeTheCallAndResumesWhenItIsRaised() {
    try (var bench = new Bench(workTree, WORDY)) {
      bench.session.budget = Usd.of("0.07");

      assertThat(bench.work()).isEqualTo(new Result.Paused("today's budget of $0.0700 is used up"));
      assertThat(bench.spent()).isLessThanOrEqualTo(Usd.of("0.07"));
      var before = bench.server.requests().size();

      bench.session.budget = Usd.of("1");
      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.server.requests()).hasSize(3);
      assertThat(before).isLessThan(3);
    }
  }

  @Test
  void limitsMustBePositive() {
    assertThatThrownBy(() -> new AgentLimits(0, Duration.ofMinutes(1), 1, Usd.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AgentLimits(1, Duration.ZERO, 1, Usd.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @FaultRow("M17")
  void aModelWithoutAPriceDoesNotStart() {
    try (var bench = new Bench(workTree, EXPLORING)) {
      bench.model = "gpt-9";

      assertThatThrownBy(bench::work)
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("gpt-9");
      assertThat(bench.server.requests()).isEmpty();
    }
  }

  @Test
  @FaultRow("M11")
  void theSameCallFiveTimesIsStuck() {
    var script = Script.matching("US-1");
    for (var turn = 0; turn < 8; turn++) {
      script = script.calls("run_command", Map.of("command", "make test"));
    }
    try (var bench = new Bench(workTree, script)) {
      assertThat(whyGivenUp(bench.work())).contains("stuck").contains("5 times");
      assertThat(bench.server.requests()).hasSize(5);
    }
  }

  @Test
  @FaultRow("M11")
  void twoCallsInTurnFiveTimesAreStuckToo() {
    var script = Script.matching("US-1").calls("list_files", Map.of());
    for (var turn = 0; turn < 8; turn++) {
      script =
          script
              .calls("run_command", Map.of("command", "make test"))
              .calls("run_command", Map.of("command", "make clean"));
    }
    try (var bench = new Bench(workTree, script)) {
      assertThat(whyGivenUp(bench.work())).contains("stuck");
      assertThat(bench.server.requests()).hasSize(11);
    }
  }

  @Test
  void repeatedTestsBetweenDifferentEditsAreNotStuck() {
    var script = Script.matching("US-1");
    for (var turn = 0; turn < 8; turn++) {
      script =
          script
              .calls("write_file", Map.of("path", "a.txt", "content", "version " + turn))
              .calls("run_command", Map.of("command", "make test"));
    }
    try (var bench = new Bench(workTree, script.finishes("done"))) {
      assertThat(bench.work()).isEqualTo(DONE);
    }
  }

  @Test
  void aStopBeforeTheFirstCallHasNoEffect() {
    try (var bench = new Bench(workTree, EXPLORING)) {
      bench.session.stopWhen(asked -> true);

      assertThat(bench.work()).isEqualTo(new Result.Stopped());
      assertThat(bench.server.requests()).isEmpty();
      assertThat(bench.session.charges).isEmpty();
    }
  }

  @Test
  @FaultRow("X1")
  void aStopAtAnyMomentIsFollowedByARunThatCompletes() {
    for (var moment = 1; moment < 60; moment += 3) {
      var stopAt = moment;
      try (var bench = new Bench(workTree, EXPLORING)) {
        bench.session.stopWhen(asked -> asked >= stopAt);
        var first = bench.work();
        bench.session.stopWhen(asked -> false);

        assertThat(first).isIn(new Result.Stopped(), DONE);
        assertThat(bench.work()).isEqualTo(DONE);
        assertThat(bench.server.requests().size()).isBetween(4, 5);
        assertThat(Conversation.of(bench.session.transcript).spent()).isEqualTo(bench.spent());
      }
    }
  }
}
