package io.codedeveloper.job.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistoryRepairTest {
  private static final String USER = "{'role':'user','content':[{'type':'text','text':'do it'}]}";
  private static final String CALL_A =
      "{'type':'tool_use','id':'a','name':'bash','input':{'command':'ls'}}";

  private static JsonArray repaired(String... messages) {
    var repaired = HistoryRepair.repair(history(messages));
    assertThat(Validity.problem(repaired)).isEmpty();
    return repaired;
  }

  private static JsonArray history(String... messages) {
    return JsonParser.parseString("[" + String.join(",", messages).replace('\'', '"') + "]")
        .getAsJsonArray();
  }

  private static List<JsonObject> blocks(JsonArray messages, int index) {
    return Json.objects(messages.get(index).getAsJsonObject().getAsJsonArray("content")).toList();
  }

  @Test
  void aValidHistoryStaysAsItIs() {
    var history =
        history(
            USER,
            "{'role':'assistant','content':[{'type':'thinking','thinking':'t','signature':'s'},"
                + CALL_A
                + "]}",
            "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'ok'}]}");

    assertThat(HistoryRepair.repair(history)).isEqualTo(history);
  }

  @Test
  void anUnansweredCallGetsAResultThatSaysItMayHaveRun() {
    var repaired =
        repaired(
            USER,
            "{'role':'assistant','content':[{'type':'text','text':'listing'}," + CALL_A + "]}",
            "{'role':'user','content':[{'type':'text','text':'are you there?'}]}");

    var blocks = blocks(repaired, 2);
    assertThat(blocks).hasSize(2);
    assertThat(blocks.get(0).toString()).contains("MAY have run").contains("\"is_error\":true");
    assertThat(Json.text(blocks.get(1), "text")).isEqualTo("are you there?");
  }

  @Test
  void aResultComesBeforeTheWordsThatWereQueuedBeforeIt() {
    var repaired =
        repaired(
            USER,
            "{'role':'assistant','content':[" + CALL_A + "]}",
            "{'role':'user','content':[{'type':'text','text':'stop, use java'}]}",
            "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'ok'}]}");

    assertThat(repaired).hasSize(3);
    assertThat(Json.text(blocks(repaired, 2).getFirst(), "content")).isEqualTo("ok");
    assertThat(Json.text(blocks(repaired, 2).getLast(), "text")).isEqualTo("stop, use java");
  }

  @Test
  void ofTwoResultsTheFirstIsKept() {
    var repaired =
        repaired(
            USER,
            "{'role':'assistant','content':[" + CALL_A + "]}",
            "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'first'}]}",
            "{'role':'assistant','content':[{'type':'text','text':'x'}]}",
            "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'second'}]}");

    assertThat(repaired.toString()).contains("first").doesNotContain("second");
  }

  @Test
  void ofThreeCallsTheOneWithoutAResultGetsOneBesideTheOthers() {
    var repaired =
        repaired(
            USER,
            "{'role':'assistant','content':["
                + CALL_A
                + ","
                + CALL_A.replace("'a'", "'b'")
                + ","
                + CALL_A.replace("'a'", "'c'")
                + "]}",
            "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'ok'},{'type':'tool_result','tool_use_id':'b','content':'ok'}]}",
            "{'role':'user','content':[{'type':'text','text':'and c?'}]}");

    assertThat(blocks(repaired, 2))
        .extracting(block -> Json.text(block, "tool_use_id"))
        .containsExactly("a", "b", "c", "");
  }

  @Test
  void anIdThatWasUsedTwiceIsGivenAnewForEachPosition() {
    var repaired =
        repaired(
            USER,
            "{'role':'assistant','content':[{'type':'thinking','thinking':'t','signature':'s'},"
                + CALL_A
                + ","
                + CALL_A
                + "]}",
            "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'one'},{'type':'tool_result','tool_use_id':'a','content':'two'}]}");

    assertThat(blocks(repaired, 1))
        .extracting(block -> Json.text(block, "id"))
        .containsExactly("a", "a_2");
    assertThat(blocks(repaired, 2))
        .extracting(block -> Json.text(block, "content"))
        .containsExactly("one", "two");
  }

  @Test
  void emptyWordsMissingBeginningsAndPlainTextsAreMadeValid() {
    repaired();
    repaired("{'role':'assistant','content':[]}");
    repaired("{'role':'user','content':'do it'}", "{'role':'assistant','content':'done'}");
    repaired(USER, "{'role':'assistant','content':[{'type':'text','text':' '}]}", USER);
    repaired(
        "{'role':'user','content':[{'type':'tool_result','tool_use_id':'z','content':'orphan'}]}");
    assertThat(repaired(USER, "{'role':'assistant','content':[" + CALL_A + "]}")).hasSize(3);
  }

  @Test
  void anyHistoryBecomesValidAndStaysSo() {
    for (var seed = 0L; seed < 2_000; seed++) {
      var history = randomHistory(new SplittableRandom(seed));
      var repaired = HistoryRepair.repair(history);

      assertThat(Validity.problem(repaired)).as("seed %d: %s", seed, history).isEmpty();
      assertThat(HistoryRepair.repair(repaired)).as("seed %d", seed).isEqualTo(repaired);
    }
  }

  private static JsonArray randomHistory(SplittableRandom random) {
    var messages = new ArrayList<String>();
    for (var count = random.nextInt(8); count > 0; count--) {
      var user = random.nextBoolean();
      var blocks = new ArrayList<String>();
      for (var block = random.nextInt(4); block > 0; block--) {
        var id = "abc".charAt(random.nextInt(3));
        blocks.add(
            switch (random.nextInt(3)) {
              case 0 -> "{'type':'text','text':'words'}";
              case 1 -> "{'type':'text','text':''}";
              default ->
                  user
                      ? "{'type':'tool_result','tool_use_id':'" + id + "','content':'r'}"
                      : CALL_A.replace("'a'", "'" + id + "'");
            });
      }
      messages.add(
          "{'role':'"
              + (user ? "user" : "assistant")
              + "','content':["
              + String.join(",", blocks)
              + "]}");
    }
    return history(messages.toArray(String[]::new));
  }
}
