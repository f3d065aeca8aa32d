package io.codedeveloper.job.agent;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes a history valid for the Messages API, whatever a crash, a retry or a steering message did
/// to it: roles take turns, every call has exactly one result right after it, results come before
/// words, ids are unique.
final class HistoryRepair {
  private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9_-]");

  static final String INTERRUPTED =
      "The work was interrupted here: this call MAY have run, and its result is lost. Look at the"
          + " state of things before you repeat it.";
  private static final String GO_ON = "Go on; call finish when everything is done.";

  private static final int LONGEST_NAME = 64;

  private final CallIds ids = new CallIds();
  private final List<JsonObject> repaired = new ArrayList<>();

  private HistoryRepair() {}

  /// A valid history with the same content. The messages given are not changed.
  static JsonArray repair(JsonArray messages) {
    var repair = new HistoryRepair();
    var merged = merged(messages);
    if (merged.isEmpty() || !Json.text(merged.getFirst(), "role").equals("user")) {
      merged.addFirst(
          Json.message("user", Json.array(List.of(Json.textBlock("(The beginning is lost.)")))));
    }
    if (Json.text(merged.getLast(), "role").equals("assistant")) {
      merged.add(Json.message("user", new JsonArray()));
    }
    repair.user(merged.getFirst(), new Calls());
    for (var at = 1; at + 1 < merged.size(); at += 2) {
      var assistant = merged.get(at);
      repair.user(merged.get(at + 1), repair.assistant(assistant));
    }
    return Json.array(repair.repaired);
  }

  /// Copies in which neighbours have different roles and every content is a list of blocks.
  private static List<JsonObject> merged(JsonArray messages) {
    var merged = new ArrayList<JsonObject>();
    for (var message : Json.objects(messages).toList()) {
      var role = role(message);
      var blocks = blocks(message);
      if (!merged.isEmpty() && Json.text(merged.getLast(), "role").equals(role)) {
        merged.getLast().getAsJsonArray("content").addAll(blocks);
      } else {
        merged.add(Json.message(role, blocks));
      }
    }
    return merged;
  }

  private static JsonArray blocks(JsonObject message) {
    var content = message.get("content");
    if (content != null && content.isJsonArray()) {
      var blocks = new JsonArray();
      Json.objects(content.getAsJsonArray())
          .filter(Block.of(role(message))::takes)
          .forEach(block -> blocks.add(block.deepCopy()));
      return blocks;
    }
    var text = Json.text(message, "content");
    return Json.array(text.isBlank() ? List.of() : List.of(Json.textBlock(text)));
  }

  private static String role(JsonObject message) {
    return Json.text(message, "role").equals("assistant") ? "assistant" : "user";
  }

  /// The calls of an answer: their ids as they are now, in order, and those that wait for a result
  /// under the id they had.
  private record Calls(List<String> ids, Map<String, Deque<String>> waiting) {
    Calls() {
      this(new ArrayList<>(), new HashMap<>());
    }

    void add(String id, String unique) {
      ids.add(unique);
      waiting.computeIfAbsent(id, first -> new ArrayDeque<>()).add(unique);
    }

    /// The call that a result belongs to.
    Optional<String> answeredBy(JsonObject result) {
      return Optional.ofNullable(
          waiting.getOrDefault(Json.text(result, "tool_use_id"), new ArrayDeque<>()).poll());
    }
  }

  /// Adds an answer of the model.
  private Calls assistant(JsonObject message) {
    var calls = new Calls();
    var renamed = false;
    for (var call : Json.blocks(message.getAsJsonArray("content"), "tool_use").toList()) {
      var id = Json.text(call, "id");
      var unique = ids.unique(id);
      renamed |= !unique.equals(id);
      call.addProperty("id", unique);
      complete(call);
      calls.add(id, unique);
    }
    repaired.add(renamed ? withoutThinking(message) : message);
    if (repaired.getLast().getAsJsonArray("content").isEmpty()) {
      repaired.getLast().getAsJsonArray("content").add(Json.textBlock("(no answer)"));
    }
    return calls;
  }

  /// Whatever the model called, its name and arguments must be well formed when they are sent back.
  private static void complete(JsonObject call) {
    var name = ILLEGAL.matcher(Json.text(call, "name")).replaceAll("_");
    call.addProperty(
        "name",
        name.isEmpty() ? "unknown" : name.substring(0, Math.min(LONGEST_NAME, name.length())));
    call.add("input", Json.object(call, "input"));
  }

  /// Adds what people and tools said, with exactly one result for each call.
  private void user(JsonObject message, Calls calls) {
    var results = new LinkedHashMap<String, JsonObject>();
    calls.ids().forEach(id -> results.put(id, Json.resultBlock(id, INTERRUPTED, true)));
    var words = new ArrayList<JsonObject>();
    for (var block : Json.objects(message.getAsJsonArray("content")).toList()) {
      if (!Json.text(block, "type").equals("tool_result")) {
        words.add(block);
        continue;
      }
      calls
          .answeredBy(block)
          .ifPresent(id -> {
            block.addProperty("tool_use_id", id);
            results.put(id, block);
          });
    }
    var content = new ArrayList<>(results.values());
    content.addAll(words);
    if (content.isEmpty()) {
      content.add(Json.textBlock(GO_ON));
    }
    repaired.add(Json.message("user", Json.array(content)));
  }

  /// Thinking is bound to the very message it was part of.
  static JsonObject withoutThinking(JsonObject message) {
    var blocks =
        Json.objects(message.getAsJsonArray("content"))
            .filter(block -> !Json.text(block, "type").endsWith("thinking"))
            .toList();
    return Json.message(Json.text(message, "role"), Json.array(blocks));
  }
}
