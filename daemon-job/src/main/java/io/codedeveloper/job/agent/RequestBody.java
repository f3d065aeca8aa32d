package io.codedeveloper.job.agent;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What is sent for one answer: instructions, tools and a valid history, with four marks for the
/// prompt cache (tools, instructions, the last and the last but one message of the user), so that
/// each call reads what the one before wrote.
///
/// @param maxTokens the longest answer asked for
record RequestBody(String model, int maxTokens, Preamble preamble, JsonArray messages) {
  private static final long FRAME_TOKENS = 1_000;

  /// What every request of a conversation begins with.
  ///
  /// @param bytes as JSON
  record Preamble(JsonArray system, JsonArray tools, long bytes) {
    static Preamble of(String instructions, JsonArray tools) {
      var system = Json.array(List.of(Json.textBlock(instructions)));
      var marked = tools.deepCopy();
      mark(system.get(0).getAsJsonObject());
      if (!marked.isEmpty()) {
        mark(marked.get(marked.size() - 1).getAsJsonObject());
      }
      return new Preamble(system, marked, bytesOf(system) + bytesOf(marked));
    }
  }

  static RequestBody of(String model, int maxTokens, Preamble preamble, JsonArray history) {
    var messages = HistoryRepair.repair(history);
    markLastBlock(messages, messages.size() - 1);
    markLastBlock(messages, messages.size() - 3);
    return new RequestBody(model, maxTokens, preamble, messages);
  }

  /// The body as the API takes it.
  JsonObject json() {
    var json = new JsonObject();
    json.addProperty("model", model);
    json.addProperty("max_tokens", maxTokens);
    json.add("system", preamble.system());
    json.add("tools", preamble.tools());
    json.add("messages", messages);
    return json;
  }

  /// At least as many tokens as the prompt has: none is shorter than a byte. Most are longer, so
  /// where the service has counted the conversation so far, its count is taken.
  long promptTokens(Conversation conversation) {
    var whole = FRAME_TOKENS + preamble.bytes() + bytesOf(messages);
    return conversation
        .countedTokens()
        .map(counted -> Math.min(whole, FRAME_TOKENS + counted + bytesOf(conversation.uncounted())))
        .orElse(whole);
  }

  private static long bytesOf(JsonArray part) {
    return Json.GSON.toJson(part).getBytes(StandardCharsets.UTF_8).length;
  }

  private static void markLastBlock(JsonArray messages, int index) {
    if (index >= 0) {
      var content = messages.get(index).getAsJsonObject().getAsJsonArray("content");
      mark(content.get(content.size() - 1).getAsJsonObject());
    }
  }

  private static void mark(JsonObject block) {
    var control = new JsonObject();
    control.addProperty("type", "ephemeral");
    block.add("cache_control", control);
  }
}
