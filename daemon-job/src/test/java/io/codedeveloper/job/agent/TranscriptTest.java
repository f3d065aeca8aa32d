package io.codedeveloper.job.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.platform.UserErrorException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {
  private static final JsonArray CONTENT =
      JsonParser.parseString(
              """
              [{"type": "thinking", "thinking": "h\\u00e4", "signature": "c2ln"},
               {"type": "text", "text": "<b> & 'x'\\n\\ud83d\\ude00", "citations": null},
               {"type": "some_future_block", "n": 1.50, "big": 12345678901234567890},
               {"type": "tool_use", "id": "a", "name": "t", "input": {"deep": {"list": [1, null, true]}}}]
              """)
          .getAsJsonArray();

  private static final List<Entry> ALL =
      List.of(
          new Entry.Request("do\r\nit \u2028 \u0000"),
          new Entry.Answer(
              new Reply(
                  "msg_1",
                  "m",
                  CONTENT,
                  "tool_use",
                  "why",
                  new Usage(1, 2, 3, 4, 5),
                  List.of("a"),
                  List.of("b")),
              Usd.of("0.012345")),
          new Entry.Outcome("a", "done", Entry.Kind.DONE),
          new Entry.Outcome("b", "failed", Entry.Kind.FAILED),
          new Entry.Outcome("c", "wrong", Entry.Kind.MALFORMED),
          new Entry.Outcome("d", "Accepted.", Entry.Kind.ACCEPTED),
          new Entry.Note("go on"),
          new Entry.Lost(Usd.of("12.5")),
          new Entry.Compacted());

  @Test
  void everythingComesBackAsItWas() {
    assertThat(Transcript.parse(Transcript.print(ALL))).isEqualTo(ALL);
  }

  @Test
  void itIsOneJsonObjectALine() {
    assertThat(Transcript.print(ALL).lines())
        .hasSize(ALL.size() + 1)
        .allMatch(line -> JsonParser.parseString(line).isJsonObject());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{\"format\":\"code-developer-transcript\",\"version\":1}\n{\"type\":\"from the future\"}",
        "{\"format\":\"code-developer-transcript\",\"version\":1}\n{\"type\":\"note\"}",
        "{\"format\":\"code-developer-transcript\",\"version\":1}\n{\"type\":\"answer\"}",
        "{\"format\":\"code-developer-transcript\",\"version\":1}\n{\"type\":\"no"
      })
  void whatIsDamagedIsLeftOutAndTheModelIsTold(String text) {
    var conversation = Conversation.of(text, "Greet politely");

    assertThat(conversation.entries().getFirst()).isEqualTo(new Entry.Request("Greet politely"));
    assertThat(conversation.entries()).hasSize(2);
    assertThat(conversation.messages().toString()).contains("part of this conversation was lost");
    assertThat(Conversation.of(conversation.transcript()).entries())
        .isEqualTo(conversation.entries());
  }

  @Test
  void aTranscriptOfANewerVersionIsNotTouched() {
    assertThatThrownBy(
            () -> Transcript.parse("{\"format\":\"code-developer-transcript\",\"version\":2}"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("Update code-developer");
  }

  @Test
  void whatWasLostCountsAsSpent() {
    var conversation = Conversation.of(Transcript.print(ALL));

    assertThat(conversation.spent()).isEqualTo(Usd.of("12.512345"));
    assertThat(conversation.tokens()).isEqualTo(15);
  }
}
