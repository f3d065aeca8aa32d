package io.codedeveloper.job.replay;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.codedeveloper.job.replay.Recording.Turn;

/// Makes the API's answer to a request out of a recorded turn.
final class RecordedAnswer {
  private RecordedAnswer() {}

  /// The whole answer, as it is sent without streaming.
  ///
  /// @param number of the turn, from 0
  static JsonObject message(JsonObject request, Turn turn, int number) {
    var content = turn.content().deepCopy();
    var calls = 0;
    for (var block : content) {
      var json = block.getAsJsonObject();
      if (RequestCheck.text(json, "type").equals("tool_use")) {
        calls++;
        if (!json.has("id")) {
          json.addProperty("id", "toolu_%03d_%d".formatted(number + 1, calls));
        }
      }
    }
    var output =
        turn.outputTokens() > 0 ? turn.outputTokens() : SimulatedUsage.tokens(content) + 10;
    var message = new JsonObject();
    message.addProperty("id", "msg_recorded_%03d".formatted(number + 1));
    message.addProperty("type", "message");
    message.addProperty("role", "assistant");
    message.add("model", request.get("model"));
    message.add("content", content);
    var reason = calls > 0 ? "tool_use" : "end_turn";
    message.addProperty("stop_reason", turn.stopReason().isEmpty() ? reason : turn.stopReason());
    message.add("stop_sequence", JsonNull.INSTANCE);
    message.add("usage", SimulatedUsage.of(request).json(output));
    return message;
  }

  /// The text of a message.
  static String firstMessage(JsonObject message) {
    var content = message.get("content");
    return content.isJsonPrimitive()
        ? content.getAsString()
        : String.join(
            "\n",
            RequestCheck.blocks(message).stream()
                .map(block -> RequestCheck.text(block, "text"))
                .toList());
  }
}
