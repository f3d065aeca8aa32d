package io.codedeveloper.job.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.testing.FaultRow;
import io.codedeveloper.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Whatever becomes of a kept conversation, what is sent next is valid for the service.
class TornTranscriptTest {
  private static final String REQUEST = "Implement US-1";
  private static final List<String> STOPS =
      List.of("tool_use", "end_turn", "max_tokens", "refusal", "pause_turn");

  @Test
  void aWholeConversationIsSentWithEverythingInItsPlace() {
    Seeds.forAll(
        300,
        random -> {
          var entries = conversation(random);
          var messages = sent(Transcript.print(entries));

          assertThat(Validity.problem(messages)).isEmpty();
          assertThat(thoughts(messages)).isEqualTo(thoughtsOf(entries));
        });
  }

  @Test
  @FaultRow("M14")
  void aTranscriptThatEndsAnywhereIsSentAsAValidRequest() {
    Seeds.forAll(
        400,
        random -> {
          var text = Transcript.print(conversation(random));
          assertValid(text.substring(0, random.nextInt(text.length() + 1)));
        });
  }

  @Test
  @FaultRow("M14")
  void aTranscriptWhoseLinesAreLostRepeatedOrShuffledIsSentAsAValidRequest() {
    Seeds.forAll(
        400,
        random -> {
          var lines = new ArrayList<>(Transcript.print(conversation(random)).lines().toList());
          for (var times = 1 + random.nextInt(4); times > 0 && lines.size() > 1; times--) {
            var at = random.nextInt(lines.size());
            switch (random.nextInt(4)) {
              case 0 -> lines.remove(at);
              case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
              case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
              default -> lines.set(at, lines.get(at).substring(0, lines.get(at).length() / 2));
            }
          }
          assertValid(String.join("\n", lines));
        });
  }

  @Test
  @FaultRow("M14")
  void aTranscriptWithAnyOtherCharactersIsSentAsAValidRequest() {
    Seeds.forAll(
        1_500,
        random -> {
          var text = new StringBuilder(Transcript.print(conversation(random)));
          var header = text.indexOf("\n") + 1;
          for (var times = 1 + random.nextInt(5); times > 0; times--) {
            var at = header + random.nextInt(text.length() - header);
            text.setCharAt(at, "\"{}[]:,0aZ \\-".charAt(random.nextInt(13)));
          }
          assertValid(text.toString());
        });
  }

  private static void assertValid(String transcript) {
    var messages = sent(transcript);
    assertThat(Validity.problem(messages)).as(transcript).isEmpty();
    assertThat(HistoryRepair.repair(messages)).isEqualTo(messages);
  }

  /// What the service gets, without the marks for its cache.
  private static JsonArray sent(String transcript) {
    var conversation = Conversation.of(transcript, REQUEST);
    var body =
        RequestBody.of(
            "m", 10, RequestBody.Preamble.of("i", new JsonArray()), conversation.messages());
    Json.objects(body.messages())
        .flatMap(message -> Json.objects(message.getAsJsonArray("content")))
        .forEach(block -> block.remove("cache_control"));
    return body.messages();
  }

  /// Each thinking block, and the block that follows it.
  private static List<String> thoughts(JsonArray messages) {
    return Json.objects(messages)
        .filter(message -> Json.text(message, "role").equals("assistant"))
        .flatMap(message -> thoughtsIn(message.getAsJsonArray("content")).stream())
        .toList();
  }

  private static List<String> thoughtsOf(List<Entry> entries) {
    return entries.stream()
        .filter(Entry.Answer.class::isInstance)
        .flatMap(answer -> thoughtsIn(((Entry.Answer) answer).reply().content()).stream())
        .collect(Collectors.toList());
  }

  private static List<String> thoughtsIn(JsonArray content) {
    var found = new ArrayList<String>();
    for (var at = 0; at + 1 < content.size(); at++) {
      if (Json.text(content.get(at).getAsJsonObject(), "type").equals("thinking")) {
        found.add(content.get(at) + " " + content.get(at + 1));
      }
    }
    return found;
  }

  private static List<Entry> conversation(Random random) {
    var entries = new ArrayList<Entry>();
    entries.add(new Entry.Request(REQUEST));
    for (var turn = 0; turn < 1 + random.nextInt(5); turn++) {
      var calls = random.nextInt(4);
      entries.add(answer(random, turn, calls));
      if (random.nextInt(8) == 0) {
        entries.add(new Entry.Lost(Usd.of("0.5")));
      }
      for (var call = 0; call < calls; call++) {
        var kind = Entry.Kind.values()[random.nextInt(3)];
        entries.add(new Entry.Outcome("t" + turn + "_" + call, "result\nof it", kind));
      }
      if (calls == 0) {
        entries.add(new Entry.Note("go on"));
      }
    }
    return entries;
  }

  private static Entry answer(Random random, int turn, int calls) {
    var content = new JsonArray();
    if (random.nextBoolean()) {
      content.add(block("thinking", "thinking", "thought " + turn, "signature", "c2ln" + turn));
    }
    if (calls == 0 || random.nextBoolean()) {
      content.add(block("text", "text", "words \"of\" turn " + turn));
    }
    for (var call = 0; call < calls; call++) {
      var block = block("tool_use", "id", "t" + turn + "_" + call, "name", "read_file");
      block.add("input", block("x", "path", "a\\b"));
      content.add(block);
    }
    var stop = calls > 0 ? "tool_use" : STOPS.get(random.nextInt(STOPS.size()));
    var usage = new Usage(random.nextInt(100), 5, 0, 0, 0);
    var reply = new Reply("msg_" + turn, "m", content, stop, "", usage, List.of(), List.of());
    return new Entry.Answer(reply, Usd.of("0.01"));
  }

  private static JsonObject block(String type, String... fields) {
    var block = new JsonObject();
    block.addProperty("type", type);
    for (var at = 0; at < fields.length; at += 2) {
      block.addProperty(fields[at], fields[at + 1]);
    }
    return block;
  }
}
