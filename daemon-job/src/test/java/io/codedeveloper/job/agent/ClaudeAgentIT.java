package io.codedeveloper.job.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaudeAgentIT {
  private static final Script HAPPY =
      Script.matching("US-1")
          .says("I look around.")
          .calls("list_files", Map.of())
          .calls("read_file", Map.of("path", "Greeting.txt"))
          .calls(
              "edit_file",
              Map.of("path", "Greeting.txt", "old_text", "hello", "new_text", "good day"))
          .calls("run_command", Map.of("command", "make test"))
          .finishes("It greets politely now.");

  @TempDir Path workTree;

  @BeforeEach
  void fill() throws IOException {
    Files.writeString(workTree.resolve("Greeting.txt"), "hello\n");
  }

  @Test
  void aTaskIsDoneWithToolsAndFinished() throws IOException {
    try (var bench = new Bench(workTree, HAPPY)) {
      assertThat(bench.work()).isEqualTo(new Result.Finished("It greets politely now."));

      assertThat(workTree.resolve("Greeting.txt")).hasContent("good day");
      assertThat(bench.sandbox.requests)
          .singleElement()
          .satisfies(request -> {
            assertThat(request.commandLine()).isEqualTo("make test");
            assertThat(request.environment()).containsOnly(Map.entry("CI", "true"));
            assertThat(request.writable()).containsExactly(workTree);
          });
      assertThat(bench.session.finishes).containsExactly("It greets politely now.");
      assertThat(bench.session.progress)
          .anyMatch(line -> line.startsWith("I look around. ($"))
          .contains("run_command make test", "edit_file Greeting.txt");
    }
  }

  @Test
  void whatTheFirstCallMayCostIsKnownBeforeItIsMade() {
    try (var bench = new Bench(workTree, HAPPY)) {
      var told = bench.agent().firstCall(bench.task());
      assertThat(bench.server.requests()).isEmpty();

      bench.work();

      assertThat(told).contains(bench.session.charges.getFirst().reserved);
    }
  }

  @Test
  void everyCallIsReservedBeforeAndSettledAfter() {
    try (var bench = new Bench(workTree, HAPPY)) {
      bench.work();

      var table = PriceTable.shipped();
      assertThat(bench.session.charges)
          .hasSize(5)
          .allSatisfy(charge -> {
            assertThat(charge.model).isEqualTo("claude-opus-5-5");
            assertThat(charge.settled).isTrue();
            assertThat(charge.charged).isEqualTo(table.cost(charge.model, charge.usage));
            assertThat(charge.reserved).isGreaterThan(charge.charged);
          });
      assertThat(bench.session.charges.getLast().usage.cacheRead()).isPositive();
    }
  }

  @Test
  void thePromptCacheIsMarkedAtFourPlaces() {
    try (var bench = new Bench(workTree, HAPPY)) {
      bench.work();

      var request = bench.lastRequest();
      assertThat(request.toString().split("\"cache_control\"", -1)).hasSize(5);
      assertThat(request.getAsJsonArray("tools").get(7).toString()).contains("cache_control");
      assertThat(request.getAsJsonArray("system").toString()).contains("careful developer");
      assertThat(request.get("stream").getAsBoolean()).isTrue();
      assertThat(request.get("max_tokens").getAsInt()).isEqualTo(1_000);
    }
  }

  @Test
  void anEarlierPrefixOfTheConversationNeverChanges() {
    try (var bench = new Bench(workTree, HAPPY)) {
      bench.work();

      var sent =
          bench.server.requests().stream()
              .map(request ->
                  request
                      .getAsJsonArray("messages")
                      .toString()
                      .replaceAll(",\"cache_control\":\\{[^}]*}", ""))
              .toList();
      for (var at = 1; at < sent.size(); at++) {
        var before = sent.get(at - 1);
        assertThat(sent.get(at)).startsWith(before.substring(0, before.length() - 1));
      }
    }
  }

  @Test
  @FaultRow("M14")
  void aKilledLoopGoesOnWhereItWasWithoutRepeatingACall() throws IOException {
    List<String> checkpoints;
    try (var bench = new Bench(workTree, HAPPY)) {
      bench.work();
      checkpoints = bench.session.checkpoints;
    }
    for (var checkpoint : checkpoints) {
      try (var bench = new Bench(workTree, HAPPY)) {
        Files.writeString(workTree.resolve("Greeting.txt"), "hello\n");
        bench.session.transcript = checkpoint;

        assertThat(bench.work()).isEqualTo(new Result.Finished("It greets politely now."));

        var answered = Conversation.of(checkpoint).answers().size();
        assertThat(bench.server.requests()).hasSize(5 - answered);
      }
    }
    assertThat(checkpoints).hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void anObjectionToTheFinishGoesBackToTheModel() {
    var script =
        HAPPY.calls("read_file", Map.of("path", "Greeting.txt")).finishes("Now the test passes.");
    try (var bench = new Bench(workTree, script)) {
      bench.session.objections.add("1 test fails: GreetingTest");

      assertThat(bench.work()).isEqualTo(new Result.Finished("Now the test passes."));

      var messages = bench.server.requests().get(5).getAsJsonArray("messages").toString();
      assertThat(messages).contains("1 test fails: GreetingTest").contains("\"is_error\":true");
    }
  }

  @Test
  void aQuestionEndsTheWorkAndItsAnswerResumesIt() {
    var script =
        Script.matching("US-1")
            .asks("Polite how?", "formal", "warm")
            .asks("Sure?")
            .finishes("Warm it is.");
    try (var bench = new Bench(workTree, script)) {
      assertThat(bench.work())
          .isEqualTo(new Result.Asked("Polite how?", List.of("formal", "warm")));
      assertThat(bench.work())
          .isEqualTo(new Result.Asked("Polite how?", List.of("formal", "warm")));
      assertThat(bench.server.requests()).hasSize(1);

      bench.session.answer = "warm";
      assertThat(bench.work()).isEqualTo(new Result.Asked("Sure?", List.of()));
      assertThat(bench.lastResult()).isEqualTo("The user answered: warm");

      bench.session.answer = "yes";
      assertThat(bench.work()).isEqualTo(new Result.Finished("Warm it is."));
      assertThat(bench.lastResult()).isEqualTo("The user answered: yes");
    }
  }

  @Test
  void callsOfOneTurnAreAllAnswered() {
    var script =
        Script.matching("US-1")
            .calls("read_file", Map.of("path", "Greeting.txt"))
            .and("read_file", Map.of("path", "absent.txt"))
            .and("list_files", Map.of())
            .finishes("done");
    try (var bench = new Bench(workTree, script)) {
      assertThat(bench.work()).isEqualTo(new Result.Finished("done"));

      assertThat(bench.lastBlocks()).hasSize(3);
      assertThat(bench.lastBlocks().get(1).get("is_error").getAsBoolean()).isTrue();
    }
  }

  @Test
  void aFinishBesideAFailedCallIsNotAccepted() {
    var script =
        Script.matching("US-1")
            .calls("finish", Map.of("summary", "too early"))
            .and("read_file", Map.of("path", "absent.txt"))
            .finishes("done");
    try (var bench = new Bench(workTree, script)) {
      assertThat(bench.work()).isEqualTo(new Result.Finished("done"));
      assertThat(bench.session.finishes).containsExactly("done");
    }
  }

  @Test
  void aPlanningAgentGetsNoToolThatChangesAnything() {
    try (var bench = new Bench(workTree, Script.matching("US-1").finishes("the plan"))) {
      bench.readOnly = true;

      assertThat(bench.work()).isEqualTo(new Result.Finished("the plan"));
      assertThat(
              Json.objects(bench.lastRequest().getAsJsonArray("tools"))
                  .map(tool -> Json.text(tool, "name")))
          .containsExactly("list_files", "read_file", "search", "ask_user", "finish");
    }
  }

  @Test
  void aSecretInAFileReachesNeitherTheModelNorTheTranscript() throws IOException {
    Files.writeString(workTree.resolve("Greeting.txt"), "key=s3cr3t\n");
    var script =
        Script.matching("US-1").calls("read_file", Map.of("path", "Greeting.txt")).finishes("done");
    try (var bench = new Bench(workTree, script)) {
      bench.work();

      assertThat(bench.lastResult()).contains("key=***");
      assertThat(bench.session.transcript).doesNotContain("s3cr3t");
    }
  }

  @Test
  void theKeyIsSentAndNeverWrittenDown() {
    try (var bench = new Bench(workTree, HAPPY)) {
      bench.server.acceptingOnly(Bench.KEY);

      assertThat(bench.work()).isInstanceOf(Result.Finished.class);
      assertThat(bench.session.transcript + bench.session.progress).doesNotContain(Bench.KEY);
    }
  }
}
