package io.codedeveloper.job.replay;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.codedeveloper.job.replay.Recording.Session;
import io.codedeveloper.job.replay.Recording.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes a session in code: `Script.matching("US-1").says("I look.").calls("read_file",
/// Map.of("path", "a")) .finishes("done")`. Each call is a turn of its own, with the words said
/// before it.
public final class Script {
  private static final Gson GSON = new Gson();

  private final List<String> match;
  private final List<Turn> turns;
  private final String words;

  private Script(List<String> match, List<Turn> turns, String words) {
    this.match = match;
    this.turns = turns;
    this.words = words;
  }

  /// A session for requests whose first message has all these texts in it.
  public static Script matching(String... texts) {
    return new Script(List.of(texts), List.of(), "");
  }

  /// Words that come before the next call.
  public Script says(String text) {
    return new Script(match, turns, text);
  }

  /// A turn with one call.
  public Script calls(String tool, Map<String, ?> input) {
    var content = saidBefore();
    content.add(call(tool, input));
    return turn(content, "");
  }

  /// A further call in the same turn as the last one.
  public Script and(String tool, Map<String, ?> input) {
    var last = turns.getLast();
    var content = last.content().deepCopy();
    content.add(call(tool, input));
    var kept = new ArrayList<>(turns.subList(0, turns.size() - 1));
    kept.add(new Turn(content, last.stopReason(), last.outputTokens()));
    return new Script(match, List.copyOf(kept), "");
  }

  /// A turn that says something and calls nothing.
  public Script stops(String text) {
    return says(text).turn(says(text).saidBefore(), "end_turn");
  }

  public Script asks(String question, String... choices) {
    return calls("ask_user", Map.of("question", question, "choices", List.of(choices)));
  }

  public Script finishes(String summary) {
    return calls("finish", Map.of("summary", summary));
  }

  /// A turn as the API would send it.
  ///
  /// @param content JSON array of blocks
  /// @param stopReason empty: by the content
  public Script turn(String content, String stopReason) {
    return turn(GSON.fromJson(content, JsonArray.class), stopReason);
  }

  private Script turn(JsonArray content, String stopReason) {
    var more = new ArrayList<>(turns);
    more.add(new Turn(content, stopReason, 0));
    return new Script(match, List.copyOf(more), "");
  }

  private JsonArray saidBefore() {
    var content = new JsonArray();
    if (!words.isEmpty()) {
      var text = new JsonObject();
      text.addProperty("type", "text");
      text.addProperty("text", words);
      content.add(text);
    }
    return content;
  }

  private static JsonObject call(String tool, Map<String, ?> input) {
    var call = new JsonObject();
    call.addProperty("type", "tool_use");
    call.addProperty("name", tool);
    call.add("input", GSON.toJsonTree(input));
    return call;
  }

  /// The session, played without delay.
  public Session session() {
    return new Session(match, Duration.ZERO, turns);
  }
}
