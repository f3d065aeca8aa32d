package io.codedeveloper.job.agent;

import static io.codedeveloper.job.agent.Bench.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.replay.Fault;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The service cannot serve now, or not be reached: it is asked again, after a wait, or later.
final class ServiceFaultsIT {
  @TempDir Path workTree;

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 529, 599})
  @FaultRow({"M3"})
  void aPassingFaultIsTriedAgainAfterAWait(int status) {
    try (var bench = new Bench(workTree)) {
      bench.server.failing(2, Fault.error(status, "api_error", "not now"));

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.server.requests()).hasSize(3);
      assertThat(bench.waited()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
  }

  @Test
  void anOverloadedServiceHasChargedNothing() {
    try (var bench = new Bench(workTree)) {
      bench.server.failing(1, Fault.error(529, "overloaded_error", "Overloaded"));
      bench.work();

      assertThat(bench.session.charges.getFirst().charged).isEqualTo(Usd.ZERO);
      assertThat(bench.session.charges.getFirst().usage).isEqualTo(Usage.NONE);
    }
  }

  @Test
  void aWebPageInsteadOfAnAnswerIsTriedAgain() {
    try (var bench = new Bench(workTree)) {
      bench.server.failing(
          1, new Fault.Answer(200, Map.of("content-type", "text/html"), "<html>proxy</html>"));

      assertThat(bench.work()).isEqualTo(DONE);
    }
  }

  @Test
  @FaultRow("M1")
  void theServiceSaysHowLongToWait() {
    try (var bench = new Bench(workTree)) {
      var body = Fault.errorBody("rate_limit_error", "slow down");
      bench
          .server
          .failing(1, new Fault.Answer(429, Map.of("retry-after", "37"), body))
          .failing(2, new Fault.Answer(429, Map.of("retry-after-ms", "1500"), body))
          .failing(
              3,
              new Fault.Answer(429, Map.of("retry-after", "Sat, 21 Nov 2026 12:00:05 GMT"), body))
          .failing(
              4,
              new Fault.Answer(429, Map.of("retry-after", "Sat, 21 Nov 2026 11:00:00 GMT"), body));

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.waited()).isEqualTo(Duration.ofMillis(37_000 + 1_500 + 5_000));
    }
  }

  @Test
  @FaultRow("M1")
  void aLongWaitIsLeftToTheNextIteration() {
    try (var bench = new Bench(workTree)) {
      bench.server.failing(
          2,
          new Fault.Answer(
              429, Map.of("retry-after", "600"), Fault.errorBody("rate_limit_error", "slow down")));

      assertThat(bench.work())
          .isInstanceOfSatisfying(
              Result.TryLater.class,
              later -> {
                assertThat(later.why()).contains("429 rate_limit_error: slow down");
                assertThat(later.pause()).isEqualTo(Duration.ofMinutes(10));
              });
      assertThat(bench.waits).isEmpty();
      assertThat(bench.work()).isEqualTo(DONE);
    }
  }

  @Test
  @FaultRow("M4")
  void aServiceThatForbidsRetriesIsNotAskedAgain() {
    try (var bench = new Bench(workTree)) {
      bench.server.failing(
          1,
          new Fault.Answer(
              529, Map.of("x-should-retry", "false"), Fault.errorBody("overloaded_error", "no")));

      assertThat(bench.work()).isInstanceOf(Result.TryLater.class);
      assertThat(bench.server.requests()).hasSize(1);
    }
  }

  @Test
  @FaultRow("M3")
  void afterFiveAttemptsTheWorkYields() {
    try (var bench = new Bench(workTree)) {
      for (var request = 1; request <= 5; request++) {
        bench.server.failing(request, Fault.error(529, "overloaded_error", "Overloaded"));
      }

      assertThat(bench.work()).isInstanceOf(Result.TryLater.class);
      assertThat(bench.server.requests()).hasSize(5);
      assertThat(bench.waited()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
      assertThat(bench.work()).isEqualTo(DONE);
    }
  }

  @Test
  void aStopEndsTheWaitBetweenAttempts() {
    try (var bench = new Bench(workTree)) {
      bench.server.failing(
          1,
          new Fault.Answer(
              429, Map.of("retry-after", "60"), Fault.errorBody("rate_limit_error", "slow down")));
      bench.session.stopWhen(asked -> !bench.waits.isEmpty());

      assertThat(bench.work()).isEqualTo(new Result.Stopped());
      assertThat(bench.waits).hasSize(1);
    }
  }

  @Test
  void anUnreachableServiceIsTriedAgainLater() {
    try (var bench = new Bench(workTree)) {
      bench.server.close();

      assertThat(bench.work())
          .isInstanceOfSatisfying(
              Result.TryLater.class,
              later -> assertThat(later.why()).contains(bench.server.baseUrl(), "is refused"));
      assertThat(bench.session.charges)
          .hasSize(5)
          .allSatisfy(charge -> assertThat(charge.charged).isEqualTo(Usd.ZERO));
    }
  }
}
