package io.codedeveloper.job.agent;

import static io.codedeveloper.job.agent.Bench.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.job.corpus.Corpus;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each of the shared examples of broken histories, handled as it says; examples of our own are in
/// [HistoryRepairTest] and [LoopLimitsIT].
@FaultRow({"M6", "M7", "M10", "M14"})
class BrokenHistoriesIT {
  @TempDir Path workTree;

  @Test
  void eachIsHandledAsItSays() throws IOException {
    var directory = Corpus.find("llm/malformed");
    Assumptions.assumeTrue(directory.isPresent());
    try (var files = Files.list(directory.get())) {
      for (var file : files.toList()) {
        var example = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        check(Json.text(example, "name"), example.getAsJsonArray("messages"));
      }
    }
  }

  private void check(String name, JsonArray messages) {
    var repaired = HistoryRepair.repair(messages);
    assertThat(Validity.problem(repaired)).as(name).isEmpty();
    var last = blocks(repaired, repaired.size() - 1);
    switch (name.substring(0, 3)) {
      case "m01" -> {
        assertThat(Json.text(last.getFirst(), "content")).contains("MAY have run");
        assertThat(last.getFirst().get("is_error").getAsBoolean()).isTrue();
        assertThat(Json.text(last.getLast(), "text")).isEqualTo("are you there?");
      }
      case "m03" -> {
        assertThat(repaired).hasSize(3);
        assertThat(Json.text(last.getFirst(), "content")).isEqualTo("ok");
        assertThat(Json.text(last.getLast(), "text")).isEqualTo("stop, use java");
      }
      case "m05" -> assertThat(repaired.toString()).contains("first").doesNotContain("second");
      case "m07" -> {
        assertThat(last)
            .extracting(block -> Json.text(block, "tool_use_id"))
            .containsExactly("toolu_a", "toolu_b", "toolu_c", "");
        assertThat(last.get(2).get("is_error").getAsBoolean()).isTrue();
      }
      case "m09" -> {
        assertThat(blocks(repaired, 1))
            .extracting(block -> Json.text(block, "id"))
            .containsExactly("toolu_a", "toolu_a_2");
        assertThat(last)
            .extracting(block -> Json.text(block, "content"))
            .containsExactly("ok", "ok");
      }
      case "m11" -> assertThat(goesOn(messages, "end_turn")).contains("call finish");
      case "m13" -> assertThat(goesOn(messages, "max_tokens")).contains("cut off", "NOT executed");
      case "m15" ->
          assertThat(goesOn(messages, "tool_use"))
              .contains("command: must be of type string, is array");
      default -> fail("no expectation for " + name);
    }
  }

  /// Plays the broken answer to the loop; what it is told then, in one text.
  private String goesOn(JsonArray messages, String stopReason) {
    var answer = messages.get(1).getAsJsonObject().getAsJsonArray("content").toString();
    var script =
        Script.matching("US-1")
            .turn(answer.replace("\"bash\"", "\"run_command\""), stopReason)
            .finishes("done");
    try (var bench = new Bench(workTree, script)) {
      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.sandbox.requests).isEmpty();
      assertThat(bench.lastRequest().get("max_tokens").getAsInt())
          .isEqualTo(stopReason.equals("max_tokens") ? 2_000 : 1_000);
      return bench.lastBlocks().toString();
    }
  }

  private static List<JsonObject> blocks(JsonArray messages, int index) {
    return Json.objects(messages.get(index).getAsJsonObject().getAsJsonArray("content")).toList();
  }
}
