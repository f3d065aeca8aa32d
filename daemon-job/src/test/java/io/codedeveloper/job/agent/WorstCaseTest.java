package io.codedeveloper.job.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.testing.FaultRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is set aside for a call is never less than it can take, whatever the text is like.
@FaultRow("M15")
class WorstCaseTest {
  private static final String DENSE = "\ue000\u4e00{7}x".repeat(500);

  private static long promptTokens(Conversation conversation) {
    return RequestBody.of(
            "m", 10, RequestBody.Preamble.of("i", new JsonArray()), conversation.messages())
        .promptTokens(conversation);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Entry answer(Usage usage) {
    var content = Json.array(List.of(Json.textBlock("I look.")));
    return new Entry.Answer(
        new Reply("id", "m", content, "end_turn", "", usage, List.of(), List.of()), Usd.of("0.1"));
  }

  @Test
  void textOfWhichEveryByteIsATokenIsCovered() {
    var conversation = Conversation.about(DENSE);

    assertThat(promptTokens(conversation)).isGreaterThanOrEqualTo(bytes(DENSE));
  }

  @Test
  void whatTheServiceHasCountedIsNotGuessedAgain() {
    var conversation = Conversation.about("word ".repeat(10_000));
    conversation.add(answer(new Usage(10, 50, 10_000, 90, 0)));
    conversation.add(new Entry.Note(DENSE));

    assertThat(promptTokens(conversation)).isBetween(10_150 + bytes(DENSE), 12_000 + bytes(DENSE));
  }

  @Test
  void aCountOfAnotherFormOrNoneAtAllIsNotBelieved() {
    var conversation = Conversation.about(DENSE);
    conversation.add(answer(Usage.NONE));
    assertThat(promptTokens(conversation)).isGreaterThanOrEqualTo(bytes(DENSE));

    conversation.add(answer(new Usage(1, 1, 0, 0, 0)));
    conversation.add(new Entry.Compacted());
    assertThat(promptTokens(conversation)).isGreaterThanOrEqualTo(bytes(DENSE));
  }
}
