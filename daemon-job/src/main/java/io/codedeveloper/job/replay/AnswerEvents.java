package io.codedeveloper.job.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// An answer as the events of a stream, in the API's order.
final class AnswerEvents {
  private static final int PIECE = 48;

  private final List<JsonObject> events = new ArrayList<>();

  private AnswerEvents() {}

  /// @param message the whole answer, as it is sent without streaming
  static List<JsonObject> of(JsonObject message) {
    var answer = new AnswerEvents();
    answer.start(message);
    var index = 0;
    for (var block : message.getAsJsonArray("content")) {
      answer.block(index++, block.getAsJsonObject());
    }
    answer.end(message);
    return answer.events;
  }

  private void start(JsonObject message) {
    var opening = message.deepCopy();
    opening.add("content", new JsonArray());
    opening.add("stop_reason", com.google.gson.JsonNull.INSTANCE);
    opening.getAsJsonObject("usage").addProperty("output_tokens", 1);
    event("message_start").add("message", opening);
    event("ping");
  }

  private void block(int index, JsonObject block) {
    var opening = block.deepCopy();
    var type = RequestCheck.text(block, "type");
    switch (type) {
      case "text" -> opening.addProperty("text", "");
      case "thinking" -> {
        opening.addProperty("thinking", "");
        opening.addProperty("signature", "");
      }
      case "tool_use" -> opening.add("input", new JsonObject());
      default -> {}
    }
    at(index, "content_block_start").add("content_block", opening);
    switch (type) {
      case "text" -> deltas(index, "text_delta", "text", RequestCheck.text(block, "text"));
      case "thinking" -> {
        deltas(index, "thinking_delta", "thinking", RequestCheck.text(block, "thinking"));
        delta(index, "signature_delta", "signature", RequestCheck.text(block, "signature"));
      }
      case "tool_use" -> deltas(index, "input_json_delta", "partial_json", input(block));
      default -> {}
    }
    at(index, "content_block_stop");
  }

  /// An input that is a text stands for input that was cut off: it is sent as it is.
  private static String input(JsonObject block) {
    var input = block.get("input");
    return input.isJsonPrimitive() ? input.getAsString() : input.toString();
  }

  private void end(JsonObject message) {
    var delta = new JsonObject();
    delta.add("stop_reason", message.get("stop_reason"));
    delta.add("stop_sequence", com.google.gson.JsonNull.INSTANCE);
    var usage = new JsonObject();
    usage.add("output_tokens", message.getAsJsonObject("usage").get("output_tokens"));
    var event = event("message_delta");
    event.add("delta", delta);
    event.add("usage", usage);
    event("message_stop");
  }

  private void deltas(int index, String type, String field, String text) {
    for (var from = 0; from < text.length(); ) {
      var to = Math.min(text.length(), from + PIECE);
      to = to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? to + 1 : to;
      delta(index, type, field, text.substring(from, to));
      from = to;
    }
  }

  private void delta(int index, String type, String field, String text) {
    var delta = new JsonObject();
    delta.addProperty("type", type);
    delta.addProperty(field, text);
    at(index, "content_block_delta").add("delta", delta);
  }

  private JsonObject at(int index, String type) {
    var event = event(type);
    event.addProperty("index", index);
    return event;
  }

  private JsonObject event(String type) {
    var event = new JsonObject();
    event.addProperty("type", type);
    events.add(event);
    return event;
  }
}
