package io.codedeveloper.job.agent;

import com.google.gson.JsonObject;

/// What the blocks of a message must be like so that the service takes them back.
enum Block {
  ASSISTANT {
    @Override
    boolean takes(JsonObject block) {
      return switch (Json.text(block, "type")) {
        case "text" -> hasWords(block);
        case "thinking" -> block.has("thinking") && !Json.text(block, "signature").isEmpty();
        case "redacted_thinking" -> !Json.text(block, "data").isEmpty();
        case "tool_use", "server_tool_use" -> true;
        default -> Json.text(block, "type").endsWith("_tool_result");
      };
    }
  },
  USER {
    @Override
    boolean takes(JsonObject block) {
      return switch (Json.text(block, "type")) {
        case "text" -> hasWords(block);
        case "tool_result" ->
            isText(block) || block.has("content") && block.get("content").isJsonArray();
        default -> false;
      };
    }
  };

  static Block of(String role) {
    return role.equals("assistant") ? ASSISTANT : USER;
  }

  /// Whether the service takes the block in a message of this role.
  abstract boolean takes(JsonObject block);

  private static boolean hasWords(JsonObject block) {
    return !Json.text(block, "text").isBlank();
  }

  private static boolean isText(JsonObject block) {
    var content = block.get("content");
    return content != null && content.isJsonPrimitive() && content.getAsJsonPrimitive().isString();
  }
}
