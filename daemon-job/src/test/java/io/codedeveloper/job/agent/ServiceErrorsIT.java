package io.codedeveloper.job.agent;

import static io.codedeveloper.job.agent.Bench.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.corpus.Corpus;
import io.codedeveloper.job.replay.Fault;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the service may answer, case by case from a file, and what has to come of it.
@FaultRow({"M1", "M2", "M3", "M4", "M6", "M7", "M8", "M9", "M10", "M12", "M13"})
class ServiceErrorsIT {
  @TempDir Path workTree;

  static Stream<Arguments> cases() throws IOException {
    try (var own = ServiceErrorsIT.class.getResourceAsStream("llm-errors.json")) {
      return Stream.concat(tests(new InputStreamReader(own, StandardCharsets.UTF_8)), shared())
          .map(test -> Arguments.of(name(test), test));
    }
  }

  private static Stream<JsonObject> shared() throws IOException {
    var corpus = Corpus.find("api/llm_errors.json");
    return corpus.isEmpty() ? Stream.of() : tests(Files.newBufferedReader(corpus.get()));
  }

  private static Stream<JsonObject> tests(Reader file) {
    return Json.objects(JsonParser.parseReader(file).getAsJsonObject().getAsJsonArray("tests"))
        .toList()
        .stream();
  }

  private static String name(JsonObject test) {
    return test.has("name")
        ? Json.text(test, "name")
        : "shared: " + Json.text(test, "expect") + " " + test.get("status");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isAnsweredAsItShould(String name, JsonObject test) {
    var script =
        isAnswer(test)
            ? Script.matching("US-1")
                .turn(
                    test.getAsJsonObject("body").getAsJsonArray("content").toString(),
                    Json.text(test.getAsJsonObject("body"), "stop_reason"))
                .finishes("done")
            : Bench.SHORT;
    try (var bench = new Bench(workTree, script)) {
      if (!isAnswer(test)) {
        bench.server.failing(1, answer(test));
      }
      check(Json.text(test, "expect"), bench, test);
    }
  }

  private static boolean isAnswer(JsonObject test) {
    return test.get("body").isJsonObject()
        && Json.text(test.getAsJsonObject("body"), "type").equals("message");
  }

  private static Fault.Answer answer(JsonObject test) {
    return new Fault.Answer(
        (int) Json.number(test, "status"),
        Json.object(test, "headers").asMap().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().getAsString())),
        text(test.get("body")));
  }

  private static String text(JsonElement body) {
    return body.isJsonPrimitive() ? body.getAsString() : body.toString();
  }

  private void check(String expected, Bench bench, JsonObject test) {
    switch (expected.split(" ")[0]) {
      case "BACKOFF" -> {
        assertThat(bench.work()).isEqualTo(DONE);
        assertThat(bench.server.requests()).hasSize(3);
        assertThat(bench.waited()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
      }
      case "WAIT" -> {
        assertThat(bench.work()).isEqualTo(DONE);
        assertThat(bench.waited().toSeconds()).isEqualTo(Long.parseLong(expected.substring(5)));
      }
      case "YIELD" -> {
        assertThat(bench.work()).isInstanceOf(Result.TryLater.class);
        assertAskedOnce(bench);
      }
      case "PAUSE_NOTIFY_NO_RETRY" -> {
        assertThat(bench.work()).isInstanceOf(Result.Paused.class);
        assertAskedOnce(bench);
        assertThat(bench.spent()).isEqualTo(Usd.ZERO);
      }
      case "AUTH_FAILED_NOTIFY" -> {
        assertThatThrownBy(bench::work).isInstanceOf(UserErrorException.class);
        assertAskedOnce(bench);
      }
      case "GIVE_UP" -> {
        assertThat(bench.work()).isInstanceOf(Result.GaveUp.class);
        assertAskedOnce(bench);
      }
      case "COMPACT_ONCE_THEN_REPORT" -> {
        assertThat(bench.work()).isEqualTo(DONE);
        assertThat(bench.session.transcript).contains("\"compacted\"");
        bench.server.failing(bench.server.requests().size() + 1, answer(test));
        bench.server.failing(bench.server.requests().size() + 2, answer(test));
        bench.session.transcript = "";
        assertThat(bench.work()).isInstanceOf(Result.GaveUp.class);
      }
      default -> checkAnswer(expected, bench);
    }
  }

  private void checkAnswer(String expected, Bench bench) {
    switch (expected) {
      case "TRUNCATED_DO_NOT_EXECUTE" -> assertToldBack(bench, "NOT executed");
      case "TOOL_ERROR_TO_MODEL" -> assertToldBack(bench, "");
      case "MALFORMED_NUDGE" -> {
        assertThat(bench.work()).isEqualTo(DONE);
        assertThat(bench.lastBlocks()).hasSize(2);
        assertThat(bench.lastBlocks().getLast().get("is_error").getAsBoolean()).isTrue();
      }
      case "NUDGE_ONCE" -> {
        assertThat(bench.work()).isEqualTo(DONE);
        assertThat(Json.text(bench.lastBlocks().getFirst(), "text")).contains("call finish");
      }
      case "GO_ON" -> assertThat(bench.work()).isEqualTo(DONE);
      case "REFUSED_BLOCKED" -> {
        assertThat(bench.work()).isInstanceOf(Result.Refused.class);
        assertAskedOnce(bench);
      }
      case "REPORT_BLOCKED" -> {
        assertThat(bench.work()).isInstanceOfAny(Result.GaveUp.class, Result.Refused.class);
        assertAskedOnce(bench);
      }
      default -> fail("no such expectation: " + expected);
    }
    assertThat(workTree.resolve("made.txt")).doesNotExist();
    assertThat(bench.sandbox.requests).hasSizeLessThanOrEqualTo(1);
  }

  /// The call came to nothing, and the model was told why.
  private static void assertToldBack(Bench bench, String words) {
    assertThat(bench.work()).isEqualTo(DONE);
    assertThat(bench.lastBlocks().getFirst().get("is_error").getAsBoolean()).isTrue();
    assertThat(bench.lastResult()).contains(words);
    assertThat(bench.sandbox.requests).isEmpty();
  }

  private static void assertAskedOnce(Bench bench) {
    assertThat(bench.server.requests()).hasSize(1);
    assertThat(bench.waits).isEmpty();
  }
}
