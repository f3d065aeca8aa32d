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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the service refuses for good: wrong settings, missing credit, requests that it never takes.
final class RefusedRequestsIT {
  @TempDir Path workTree;

  @ParameterizedTest
  @CsvSource({
    "401, authentication_error, no, check ANTHROPIC_API_KEY",
    "403, permission_error, no, it has no right to this",
    "404, not_found_error, model: claude-opus-5-5, the model \"claude-opus-5-5\" is not known at"
  })
  @FaultRow("M13")
  void aWrongSettingIsForTheUserAndNotTriedAgain(
      int status, String type, String message, String says) {
    try (var bench = new Bench(workTree)) {
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
    try (var bench = new Bench(workTree)) {
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
    try (var bench = new Bench(workTree)) {
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
    try (var bench = new Bench(workTree)) {
      bench.server.acceptingOnly("another");

      assertThatThrownBy(bench::work)
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("the key of the model's service was refused");
    }
  }

  @Test
  @FaultRow("X9")
  void aKeyThatWasChangedMeanwhileIsReadAgainOnce() {
    try (var bench = new Bench(workTree)) {
      bench.keys = List.of(Bench.KEY, "new-key-of-the-bench").iterator()::next;
      bench.server.acceptingOnly("new-key-of-the-bench");

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.session.charges).hasSize(2);
    }
    try (var bench = new Bench(workTree)) {
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
    try (var bench = new Bench(workTree)) {
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
    try (var bench = new Bench(workTree)) {
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
}
