package io.codedeveloper.job.agent;

import static java.util.Objects.requireNonNull;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Puts the events of a streamed answer together. Unlike the SDK's accumulator it survives a call
/// whose input was cut off, and keeps blocks and fields that it does not know.
final class StreamedReply {
  /// The usual parser also takes what is almost JSON, and guesses.
  private static final Gson STRICT = new GsonBuilder().setStrictness(Strictness.STRICT).create();

  private final Map<Long, JsonObject> blocks = new TreeMap<>();
  private final Map<Long, StringBuilder> inputs = new TreeMap<>();
  private final List<String> unreadable = new ArrayList<>();
  private JsonObject message = new JsonObject();
  private final JsonObject usage = new JsonObject();
  private JsonObject ending = new JsonObject();
  private boolean complete;

  void add(JsonObject event) {
    var index = Json.number(event, "index");
    switch (Json.text(event, "type")) {
      case "message_start" -> {
        message = Json.object(event, "message");
        merge(usage, Json.object(message, "usage"));
      }
      case "content_block_start" ->
          blocks.put(index, Json.object(event, "content_block").deepCopy());
      case "content_block_delta" -> extend(index, Json.object(event, "delta"));
      case "content_block_stop" -> close(index);
      case "message_delta" -> {
        ending = Json.object(event, "delta");
        merge(usage, Json.object(event, "usage"));
      }
      case "message_stop" -> complete = true;
      default -> {}
    }
  }

  /// The answer; empty when the stream ended before it did.
  Optional<Reply> reply() {
    if (!complete) {
      return Optional.empty();
    }
    var content = new JsonArray();
    blocks.values().forEach(content::add);
    inputs.keySet().stream()
        .map(index -> Json.text(blocks.getOrDefault(index, new JsonObject()), "id"))
        .forEach(unreadable::add);
    return Optional.of(
        new Reply(
            Json.text(message, "id"),
            Json.text(message, "model"),
            content,
            Json.text(ending, "stop_reason"),
            Json.text(Json.object(ending, "stop_details"), "explanation"),
            TokenUsage.of(usage),
            unreadable,
            List.of()));
  }

  private void extend(long index, JsonObject delta) {
    var block = blocks.computeIfAbsent(index, missing -> new JsonObject());
    switch (Json.text(delta, "type")) {
      case "text_delta" -> append(block, "text", delta);
      case "thinking_delta" -> append(block, "thinking", delta);
      case "signature_delta" -> append(block, "signature", delta);
      case "input_json_delta" ->
          inputs
              .computeIfAbsent(index, first -> new StringBuilder())
              .append(Json.text(delta, "partial_json"));
      case "citations_delta" -> {
        if (!block.has("citations") || !block.get("citations").isJsonArray()) {
          block.add("citations", new JsonArray());
        }
        block.getAsJsonArray("citations").add(delta.get("citation"));
      }
      default -> {}
    }
  }

  private void close(long index) {
    var input = inputs.remove(index);
    var block = blocks.get(index);
    if (input == null || input.isEmpty() || block == null) {
      return;
    }
    try {
      block.add("input", requireNonNull(STRICT.fromJson(input.toString(), JsonObject.class)));
    } catch (JsonParseException | NullPointerException e) {
      block.add("input", new JsonObject());
      unreadable.add(Json.text(block, "id"));
    }
  }

  private static void append(JsonObject block, String field, JsonObject delta) {
    block.addProperty(field, Json.text(block, field) + Json.text(delta, field));
  }

  private static void merge(JsonObject into, JsonObject from) {
    from.entrySet().stream()
        .filter(field -> !field.getValue().isJsonNull())
        .forEach(field -> into.add(field.getKey(), field.getValue()));
  }
}
