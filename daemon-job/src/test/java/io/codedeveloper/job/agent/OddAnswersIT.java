package io.codedeveloper.job.agent;

import static io.codedeveloper.job.agent.Bench.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of answers that are no ordinary calls.
class OddAnswersIT {
  @TempDir Path workTree;

  private static String whyGivenUp(Result result) {
    assertThat(result).isInstanceOf(Result.GaveUp.class);
    return ((Result.GaveUp) result).why();
  }

  @Test
  @FaultRow("M8")
  void aRefusalIsNotRepeated() {
    var script =
        Script.matching("US-1").turn("[{\"type\":\"text\",\"text\":\"I will not.\"}]", "refusal");
    try (var bench = new Bench(workTree, script)) {
      assertThat(bench.work()).isInstanceOf(Result.Refused.class);
      assertThat(bench.work())
          .isInstanceOfSatisfying(
              Result.Refused.class, end -> assertThat(end.why()).contains("Reword the priority"));
      assertThat(bench.server.requests()).hasSize(1);
    }
  }

  @Test
  @FaultRow("M8")
  void aRefusalInTheMiddleOfACallIsOneTooAndTheCallIsNotDone() {
    var call = "[{\"type\":\"tool_use\",\"name\":\"run_command\",\"input\":{\"command\":\"ls\"}}]";
    try (var bench = new Bench(workTree, Script.matching("US-1").turn(call, "refusal"))) {
      assertThat(bench.work()).isInstanceOf(Result.Refused.class);
      assertThat(bench.work()).isInstanceOf(Result.Refused.class);
      assertThat(bench.server.requests()).hasSize(1);
      assertThat(bench.sandbox.requests).isEmpty();
    }
  }

  @Test
  void aTurnThatTheServicePausedGoesOnButNotForEver() {
    var paused = "[{\"type\":\"text\",\"text\":\"Still searching.\"}]";
    var script = Script.matching("US-1").turn(paused, "pause_turn").turn(paused, "pause_turn");
    try (var bench = new Bench(workTree, script.finishes("done"))) {
      assertThat(bench.work()).isEqualTo(DONE);
    }
    for (var turn = 0; turn < 4; turn++) {
      script = script.turn(paused, "pause_turn");
    }
    try (var bench = new Bench(workTree, script)) {
      assertThat(whyGivenUp(bench.work())).contains("paused the model's turn 4 times");
      assertThat(bench.server.requests()).hasSize(4);
    }
  }

  @Test
  void aCutOffLineEndsWithNoPartOfASecret() {
    var script =
        Script.matching("US-1")
            .says("x".repeat(115) + "s3cr3t and more")
            .calls("run_command", Map.of("command", "x".repeat(103) + "s3cr3t and more"))
            .stops("well")
            .stops("x".repeat(295) + "s3cr3t and more");
    try (var bench = new Bench(workTree, script)) {
      var end = whyGivenUp(bench.work());
      assertThat(end).contains("***").doesNotContain("s3c");
      assertThat(bench.session.progress)
          .filteredOn(line -> line.contains("***"))
          .hasSizeGreaterThanOrEqualTo(2);
      assertThat(bench.session.progress).noneMatch(line -> line.contains("s3c"));
    }
  }

  @ParameterizedTest
  @FaultRow("M12")
  @ValueSource(
      strings = {
        "[{\"type\":\"text\",\"text\":\"Hm.\"}]",
        "[{\"type\":\"tool_use\",\"name\":\"list_files\",\"input\":{}}]"
      })
  void anEndThatIsNotUnderstoodStopsSafely(String content) {
    try (var bench =
        new Bench(workTree, Script.matching("US-1").turn(content, "some_future_reason"))) {
      assertThat(whyGivenUp(bench.work())).contains("\"some_future_reason\"");
      assertThat(bench.session.progress).noneMatch(line -> line.contains("list_files"));
    }
  }

  @Test
  @FaultRow("M10")
  void anAnswerWithoutACallIsNudgedOnceAndMayStillFinish() {
    try (var bench =
        new Bench(workTree, Script.matching("US-1").stops("I will edit now.").finishes("done"))) {
      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(Json.text(bench.lastBlocks().getFirst(), "text")).contains("call finish");
    }
  }

  @Test
  @FaultRow("M10")
  void twoAnswersWithoutACallEndTheWork() {
    var script =
        Script.matching("US-1")
            .turn("[]", "end_turn")
            .stops("Everything is done, trust me.")
            .finishes("x");
    try (var bench = new Bench(workTree, script)) {
      assertThat(whyGivenUp(bench.work())).contains("stopped twice").contains("trust me");
      assertThat(bench.server.requests()).hasSize(2);
    }
  }

  @Test
  @FaultRow("M7")
  void aCallThatWasCutOffIsNeverExecuted() throws IOException {
    var script =
        Script.matching("US-1")
            .turn(
                "[{\"type\":\"tool_use\",\"name\":\"write_file\",\"input\":\"{\\\"path\\\":\\\"a.txt\\\",\\\"content\\\":\\\"hal\"}]",
                "max_tokens")
            .turn(
                "[{\"type\":\"tool_use\",\"name\":\"write_file\",\"input\":{\"path\":\"b.txt\",\"content\":\"x\"}}]",
                "max_tokens")
            .turn("[{\"type\":\"text\",\"text\":\"A long story\"}]", "max_tokens")
            .calls("write_file", Map.of("path", "c.txt", "content", "short"))
            .finishes("done");
    try (var bench = new Bench(workTree, script)) {
      assertThat(bench.work()).isEqualTo(DONE);

      assertThat(workTree.resolve("a.txt")).doesNotExist();
      assertThat(workTree.resolve("b.txt")).doesNotExist();
      assertThat(workTree.resolve("c.txt")).hasContent("short");
      var requests = bench.server.requests();
      assertThat(requests.get(1).toString()).contains("NOT executed").contains("\"is_error\":true");
      assertThat(requests.get(0).get("max_tokens").getAsInt()).isEqualTo(1_000);
      assertThat(requests.get(1).get("max_tokens").getAsInt()).isEqualTo(2_000);
      assertThat(requests.get(4).get("max_tokens").getAsInt()).isEqualTo(2_000);
    }
    assertThat(Files.list(workTree)).hasSize(1);
  }

  @Test
  @FaultRow("M9")
  void anAnswerThatFillsTheContextIsShortened() {
    var script =
        Script.matching("US-1")
            .calls("list_files", Map.of())
            .turn("[{\"type\":\"text\",\"text\":\"too\"}]", "model_context_window_exceeded")
            .finishes("done");
    try (var bench = new Bench(workTree, script)) {
      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.session.transcript).contains("\"compacted\"");
    }
  }

  @Test
  @FaultRow("M6")
  void wrongCallsAreExplainedThreeTimesInARowAndThenEndTheWork() {
    var script =
        Script.matching("US-1")
            .calls("no_such_tool", Map.of())
            .calls("read_file", Map.of("path", 7))
            .calls("run_command", Map.of("command", java.util.List.of("ls", "-la")))
            .calls("list_files", Map.of("depth", 1.5))
            .finishes("done");
    try (var bench = new Bench(workTree, script)) {
      assertThat(whyGivenUp(bench.work())).contains("wrong calls").contains("3 turns");

      var requests = bench.server.requests();
      assertThat(requests).hasSize(4);
      assertThat(requests.get(1).toString())
          .contains("there is no tool")
          .contains("list_files, read_file");
      assertThat(requests.get(2).toString()).contains("path: must be of type string, is integer");
      assertThat(requests.get(3).toString()).contains("command: must be of type string, is array");
    }
  }

  @Test
  void aGoodCallForgivesTheWrongOnesBefore() {
    var script = Script.matching("US-1");
    for (var turn = 1; turn < 7; turn++) {
      script = script.calls("no_such_tool", Map.of("n", turn));
      script = turn % 3 == 0 ? script.calls("list_files", Map.of("depth", turn)) : script;
    }
    try (var bench = new Bench(workTree, script.finishes("done"))) {
      assertThat(bench.work()).isEqualTo(DONE);
    }
  }

  @Test
  @FaultRow("M6")
  void argumentsThatAreNoJsonAreNotExecuted() {
    var script =
        Script.matching("US-1")
            .turn(
                "[{\"type\":\"tool_use\",\"name\":\"list_files\",\"input\":\"{\\\"depth\\\": \"}]",
                "tool_use")
            .finishes("done");
    try (var bench = new Bench(workTree, script)) {
      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.lastResult()).contains("not valid JSON");
    }
  }

  @Test
  @FaultRow("M6")
  void anIdThatStandsTwiceInAnAnswerRunsOnceAndInAnotherAnswerAnew() {
    var call =
        "{\"type\":\"tool_use\",\"id\":\"toolu_a\",\"name\":\"run_command\",\"input\":{\"command\":\"%s\"}}";
    var script =
        Script.matching("US-1")
            .turn("[" + call.formatted("a") + "," + call.formatted("b") + "]", "tool_use")
            .turn("[" + call.formatted("c") + "]", "tool_use")
            .finishes("done");
    try (var bench = new Bench(workTree, script)) {
      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.sandbox.requests)
          .extracting(request -> request.commandLine())
          .containsExactly("a", "c");
      assertThat(bench.server.requests().get(1).toString())
          .contains("had the same id, so this one was NOT executed");
    }
  }

  @Test
  void thinkingIsSentBackAsItCame() {
    var script =
        Script.matching("US-1")
            .turn(
                "[{\"type\":\"thinking\",\"thinking\":\"Let me see, this is a long thought about"
                    + " the greeting.\",\"signature\":\"c2ln\"},"
                    + "{\"type\":\"redacted_thinking\",\"data\":\"b3BhcXVl\"},"
                    + "{\"type\":\"tool_use\",\"name\":\"list_files\",\"input\":{}}]",
                "tool_use")
            .finishes("done");
    try (var bench = new Bench(workTree, script)) {
      assertThat(bench.work()).isEqualTo(DONE);

      var sent = bench.lastRequest().getAsJsonArray("messages").get(1).toString();
      assertThat(sent)
          .contains("this is a long thought about the greeting.\"")
          .contains("\"signature\":\"c2ln\"")
          .contains("\"data\":\"b3BhcXVl\"");
    }
  }
}
