package io.codedeveloper.job.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.replay.Fault;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceFaultsIT {
  private static final Script SCRIPT =
      Script.matching("US-1").says("Looking.").calls("list_files", Map.of()).finishes("done");
  private static final Result DONE = new Result.Finished("done");

  @TempDir Path workTree;

  /// An answer with a call, which says nothing of what it took.
  private static final String LISTING =
      """
      {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"x","content":[],"usage":{}}}
      {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"list_files","input":{}}}
      {"type":"content_block_stop","index":0}
      {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{}}
      {"type":"message_stop"}
      """;

  private static Fault stream(String events) {
    var body =
        events
            .lines()
            .map(line ->
                "event: %s\ndata: %s\n\n"
                    .formatted(line.replaceAll("^.\"type\":\"(\\w+)\".*", "$1"), line))
            .collect(Collectors.joining());
    return new Fault.Answer(200, Map.of("content-type", "text/event-stream"), body);
  }

  /// An answer whose text is as long as that, in pieces of this size.
  private static Fault endless(int length, int piece) {
    var delta =
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"%s\"}}\n"
            .formatted(" ".repeat(piece));
    var lines = LISTING.lines().toList();
    return stream(
        String.join("\n", lines.subList(0, 2))
            + "\n"
            + delta.repeat(length / piece)
            + String.join("\n", lines.subList(2, lines.size())));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 4_000_000})
  @FaultRow("M5")
  void anAnswerLongerThanAnyThatWasAskedForIsNotReadToItsEnd(int piece) {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(1, endless(8_000_000, piece));

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.session.progress)
          .anyMatch(line -> line.contains("longer than 3024 KiB") && line.contains("waiting"));
      assertThat(bench.session.charges.getFirst().settled).isFalse();
      assertThat(bench.server.requests()).hasSize(3);
    }
  }

  private Duration waited(Bench bench) {
    return bench.waits.stream().reduce(Duration.ZERO, Duration::plus);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 529, 599})
  @FaultRow({"M3"})
  void aPassingFaultIsTriedAgainAfterAWait(int status) {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(2, Fault.error(status, "api_error", "not now"));

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.server.requests()).hasSize(3);
      assertThat(waited(bench)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
  }

  @Test
  void anOverloadedServiceHasChargedNothing() {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(1, Fault.error(529, "overloaded_error", "Overloaded"));
      bench.work();

      assertThat(bench.session.charges.getFirst().charged).isEqualTo(Usd.ZERO);
      assertThat(bench.session.charges.getFirst().usage).isEqualTo(Usage.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  @FaultRow("M5")
  void aCutStreamStaysChargedAndTheNextAttemptIsReservedAnew(int afterEvents) {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(1, new Fault.Cut(afterEvents));

      assertThat(bench.work()).isEqualTo(DONE);
      var lost = bench.session.charges.getFirst();
      assertThat(bench.session.charges).hasSize(3);
      assertThat(lost.settled).isFalse();
      assertThat(lost.charged).isEqualTo(lost.reserved);
      assertThat(Conversation.of(bench.session.transcript).spent()).isEqualTo(bench.spent());
    }
  }

  @Test
  @FaultRow("M5")
  void aSilentServiceIsGivenUpAndAskedAgain() {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.silence = Duration.ofMillis(200);
      bench.server.failing(1, new Fault.Silence(2));

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.session.charges.getFirst().settled).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"overloaded_error", "api_error", "rate_limit_error", "timeout_error"})
  void anErrorInsideTheStreamIsTriedAgain(String type) {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(1, new Fault.ErrorEvent(3, type, "in the middle"));

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.server.requests()).hasSize(3);
    }
  }

  @Test
  void aWebPageInsteadOfAnAnswerIsTriedAgain() {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(
          1, new Fault.Answer(200, Map.of("content-type", "text/html"), "<html>proxy</html>"));

      assertThat(bench.work()).isEqualTo(DONE);
    }
  }

  @Test
  @FaultRow("M1")
  void theServiceSaysHowLongToWait() {
    try (var bench = new Bench(workTree, SCRIPT)) {
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
      assertThat(waited(bench)).isEqualTo(Duration.ofMillis(37_000 + 1_500 + 5_000));
    }
  }

  @Test
  @FaultRow("M1")
  void aLongWaitIsLeftToTheNextIteration() {
    try (var bench = new Bench(workTree, SCRIPT)) {
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
    try (var bench = new Bench(workTree, SCRIPT)) {
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
    try (var bench = new Bench(workTree, SCRIPT)) {
      for (var request = 1; request <= 5; request++) {
        bench.server.failing(request, Fault.error(529, "overloaded_error", "Overloaded"));
      }

      assertThat(bench.work()).isInstanceOf(Result.TryLater.class);
      assertThat(bench.server.requests()).hasSize(5);
      assertThat(waited(bench)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
      assertThat(bench.work()).isEqualTo(DONE);
    }
  }

  @Test
  void aStopEndsTheWaitBetweenAttempts() {
    try (var bench = new Bench(workTree, SCRIPT)) {
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
    try (var bench = new Bench(workTree, SCRIPT)) {
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

  @ParameterizedTest
  @CsvSource({
    "401, authentication_error, no, check ANTHROPIC_API_KEY",
    "403, permission_error, no, it has no right to this",
    "404, not_found_error, model: claude-opus-5-5, the model \"claude-opus-5-5\" is not known at"
  })
  @FaultRow("M13")
  void aWrongSettingIsForTheUserAndNotTriedAgain(
      int status, String type, String message, String says) {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(1, Fault.error(status, type, message));

      assertThatThrownBy(bench::work)
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining(says)
          .hasMessageContaining(bench.server.baseUrl())
          .hasMessageNotContaining(Bench.KEY);
      assertThat(bench.server.requests()).hasSize(1);
      assertThat(bench.spent()).isEqualTo(Usd.ZERO);
    }
  }

  /// What is found where the Messages API is not: of another service, a proxy, another path.
  @ParameterizedTest
  @CsvSource({
    "404, application/json, '{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"Not Found\"}}'",
    "404, application/json, '{\"detail\":\"Not Found\"}'",
    "404, application/json, '\"nothing\"'",
    "404, text/html, <h1>Nothing here</h1>",
    "404, text/plain, ''",
    "405, text/html, <h1>Method Not Allowed</h1>",
    "410, text/plain, gone",
    "501, text/html, <h1>Unsupported method ('POST')</h1>"
  })
  @FaultRow("M13")
  void anAddressWithoutTheServiceIsToldAsThatAndNotTriedAgain(
      int status, String type, String body) {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(1, new Fault.Answer(status, Map.of("content-type", type), body));

      assertThatThrownBy(bench::work)
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining(
              "the model's service is not at %s (".formatted(bench.server.baseUrl()))
          .hasMessageContaining("ANTHROPIC_BASE_URL")
          .hasMessageNotContaining("the model \"");
      assertThat(bench.server.requests()).hasSize(1);
      assertThat(bench.spent()).isEqualTo(Usd.ZERO);
    }
  }

  /// Gateways say it in their own ways.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"type\":\"api_error\",\"message\":\"model 'x' not found, try pulling it\"}}",
        "{\"error\":\"model 'x' not found\"}",
        "{\"object\":\"error\",\"message\":\"The model `x` does not exist.\",\"code\":404}"
      })
  @FaultRow("M13")
  void aModelThatAGatewayDoesNotKnowIsNamedWithTheSetting(String body) {
    try (var bench = new Bench(workTree, SCRIPT)) {
      var json = Map.of("content-type", "application/json");
      bench.server.failing(1, new Fault.Answer(404, json, body));

      assertThatThrownBy(bench::work)
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("the model \"claude-opus-5-5\" is not known at")
          .hasMessageContaining("--model");
    }
  }

  @Test
  void aWrongKeyIsRefused() {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.acceptingOnly("another");

      assertThatThrownBy(bench::work)
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("the key of the model's service was refused");
    }
  }

  @Test
  @FaultRow("X9")
  void aKeyThatWasChangedMeanwhileIsReadAgainOnce() {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.keys = List.of(Bench.KEY, "new-key-of-the-bench").iterator()::next;
      bench.server.acceptingOnly("new-key-of-the-bench");

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.session.charges).hasSize(2);
    }
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.keys = List.of(Bench.KEY, "another-key").iterator()::next;
      bench.server.acceptingOnly("new-key-of-the-bench");

      assertThatThrownBy(bench::work).isInstanceOf(UserErrorException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "402 | {\"type\":\"error\",\"error\":{\"type\":\"billing_error\",\"message\":\"billing\"}}",
        "429 |"
            + " {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"spend\",\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}",
        "400 | {\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your"
            + " credit balance is too low to access the API.\"}}"
      })
  @FaultRow("M2")
  void missingCreditPausesUntilAPersonActs(int status, String body) {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(1, new Fault.Answer(status, Map.of(), body));

      assertThat(bench.work())
          .isInstanceOfSatisfying(
              Result.Paused.class,
              paused -> assertThat(paused.why()).contains("Add credit or raise the spend limit"));
      assertThat(bench.server.requests()).hasSize(1);
      assertThat(bench.spent()).isEqualTo(Usd.ZERO);
      assertThat(bench.work()).isEqualTo(DONE);
    }
  }

  @Test
  void aRequestThatIsNeverTakenEndsTheWork() {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(1, Fault.error(400, "invalid_request_error", "thinking.budget: no"));

      assertThat(bench.work())
          .isInstanceOfSatisfying(
              Result.GaveUp.class, end -> assertThat(end.why()).contains("thinking.budget: no"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "413, request_too_large, too large",
    "400, invalid_request_error, prompt is too long: 1200000 tokens > 1000000 maximum"
  })
  @FaultRow("M9")
  void anOverlongHistoryIsShortenedOnceAndThenGivenUp(int status, String type, String message) {
    var long1 = "x".repeat(5_000);
    var script =
        Script.matching("US-1")
            .calls("write_file", Map.of("path", "a.txt", "content", long1))
            .calls("read_file", Map.of("path", "a.txt"))
            .calls("list_files", Map.of())
            .calls("search", Map.of("pattern", "x"))
            .calls("list_files", Map.of("depth", 1))
            .finishes("done");
    try (var bench = new Bench(workTree, script)) {
      bench.server.failing(6, Fault.error(status, type, message));
      var whole = new int[1];

      assertThat(bench.work()).isEqualTo(DONE);
      whole[0] = bench.server.requests().get(5).toString().length();
      assertThat(bench.lastRequest().toString().length()).isLessThan(whole[0] / 2);
      assertThat(bench.lastRequest().toString()).contains("characters left out to save room");
    }
    try (var bench = new Bench(workTree, script)) {
      bench
          .server
          .failing(2, Fault.error(status, type, message))
          .failing(3, Fault.error(status, type, message));

      assertThat(bench.work())
          .isInstanceOfSatisfying(
              Result.GaveUp.class,
              end -> assertThat(end.why()).contains("even in its short form").contains(message));
    }
  }

  @Test
  @FaultRow("M5")
  void anAnswerThatDoesNotSayWhatItTookStaysChargedAtItsWorst() {
    try (var bench = new Bench(workTree, SCRIPT)) {
      bench.server.failing(1, stream(LISTING));

      assertThat(bench.work()).isEqualTo(DONE);
      var unknown = bench.session.charges.getFirst();
      assertThat(unknown.settled).isFalse();
      assertThat(unknown.charged).isEqualTo(unknown.reserved);
      assertThat(Conversation.of(bench.session.transcript).spent()).isEqualTo(bench.spent());
    }
  }
}
