package io.codedeveloper.job.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Refuses what the Messages API refuses, in its words.
final class RequestCheck {
  private static final Pattern MODEL = Pattern.compile("\\S+");
  private static final Pattern TOOL = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
  private static final Pattern CALL = Pattern.compile("[a-zA-Z0-9_-]+");

  private static final int MOST_MARKS = 4;

  private final Set<String> ids = new HashSet<>();

  private RequestCheck() {}

  /// Why the request is invalid; empty when it is not.
  static Optional<String> problem(JsonObject request) {
    if (!MODEL.matcher(text(request, "model")).matches()) {
      return Optional.of("model: Field required");
    }
    if (!request.has("max_tokens") || request.get("max_tokens").getAsLong() < 1) {
      return Optional.of("max_tokens: Field required, greater than or equal to 1");
    }
    if (!request.has("messages") || request.getAsJsonArray("messages").isEmpty()) {
      return Optional.of("messages: at least one message is required");
    }
    var marks = marks(request);
    if (marks > MOST_MARKS) {
      return Optional.of(
          "A maximum of 4 blocks with cache_control may be provided. Found " + marks + ".");
    }
    return tools(request).or(() -> new RequestCheck().messages(request.getAsJsonArray("messages")));
  }

  private static Optional<String> tools(JsonObject request) {
    if (!request.has("tools")) {
      return Optional.empty();
    }
    for (var tool : request.getAsJsonArray("tools")) {
      var definition = tool.getAsJsonObject();
      if (!TOOL.matcher(text(definition, "name")).matches()
          || !definition.has("input_schema")
          || !text(definition.getAsJsonObject("input_schema"), "type").equals("object")) {
        return Optional.of("tools: name or input_schema invalid: " + text(definition, "name"));
      }
    }
    return Optional.empty();
  }

  private Optional<String> messages(JsonArray messages) {
    var open = Set.<String>of();
    for (var index = 0; index < messages.size(); index++) {
      var message = messages.get(index).getAsJsonObject();
      var role = index % 2 == 0 ? "user" : "assistant";
      if (!text(message, "role").equals(role)) {
        return Optional.of(
            "messages." + index + ": roles must alternate, beginning with user; expected " + role);
      }
      var problem = role.equals("user") ? user(index, message, open) : assistant(index, message);
      if (problem.isPresent()) {
        return problem;
      }
      open = calls(message);
    }
    return messages.size() % 2 == 0
        ? Optional.of(
            "This model does not support assistant message prefill. The conversation must end with"
                + " a user message.")
        : Optional.empty();
  }

  private Optional<String> assistant(int index, JsonObject message) {
    for (var block : blocks(message)) {
      var wrong = answered(block);
      if (wrong.isPresent()) {
        return wrong.map(why -> "messages." + index + ".content: " + why);
      }
      if (text(block, "type").equals("tool_use")) {
        if (!ids.add(text(block, "id"))) {
          return Optional.of("messages." + index + ": `tool_use` ids must be unique");
        }
        if (!CALL.matcher(text(block, "id")).matches()
            || !block.has("input")
            || !block.get("input").isJsonObject()
            || !TOOL.matcher(text(block, "name")).matches()) {
          return Optional.of(
              "messages." + index + ": tool_use.id, tool_use.name or tool_use.input is invalid");
        }
      }
    }
    return empty(index, message);
  }

  /// What is wrong with a block of an answer that comes back.
  private static Optional<String> answered(JsonObject block) {
    return switch (text(block, "type")) {
      case "text", "tool_use", "server_tool_use" -> Optional.empty();
      case "thinking" ->
          text(block, "signature").isEmpty()
              ? Optional.of("thinking.signature: Field required")
              : Optional.empty();
      case "redacted_thinking" ->
          text(block, "data").isEmpty()
              ? Optional.of("redacted_thinking.data: Field required")
              : Optional.empty();
      default ->
          text(block, "type").endsWith("_tool_result")
              ? Optional.empty()
              : Optional.of(
                  "Input tag '" + text(block, "type") + "' does not match any of the tags");
    };
  }

  private static Optional<String> user(int index, JsonObject message, Set<String> open) {
    var missing = new LinkedHashSet<>(open);
    var words = false;
    for (var block : blocks(message)) {
      if (!text(block, "type").equals("tool_result")) {
        if (!text(block, "type").equals("text")) {
          return Optional.of(
              "messages."
                  + index
                  + ".content: Input tag '"
                  + text(block, "type")
                  + "' does not match any of the tags");
        }
        words = true;
        continue;
      }
      var id = text(block, "tool_use_id");
      if (!open.contains(id)) {
        return Optional.of(
            "messages."
                + index
                + ".content: unexpected `tool_use_id` found in `tool_result` blocks: "
                + id
                + ". Each `tool_result` block must have a corresponding `tool_use` block in the"
                + " previous message.");
      }
      if (!missing.remove(id)) {
        return Optional.of(
            "messages."
                + index
                + ".content: each tool_use must have a single result. Found multiple `tool_result`"
                + " blocks with id: "
                + id);
      }
      if (words) {
        return Optional.of(
            "messages." + index + ".content: `tool_result` blocks must come before other content");
      }
    }
    return missing.isEmpty()
        ? empty(index, message)
        : Optional.of(
            "messages."
                + (index - 1)
                + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                + String.join(", ", missing)
                + ". Each `tool_use` block must have a corresponding `tool_result` block in the"
                + " next message.");
  }

  private static Optional<String> empty(int index, JsonObject message) {
    var blocks = blocks(message);
    var blank =
        blocks.stream()
            .anyMatch(block -> text(block, "type").equals("text") && text(block, "text").isBlank());
    if (blank) {
      return Optional.of("messages." + index + ": text content blocks must be non-empty");
    }
    return blocks.isEmpty() && !message.get("content").isJsonPrimitive()
        ? Optional.of("messages." + index + ": content must not be empty")
        : Optional.empty();
  }

  private static Set<String> calls(JsonObject message) {
    var calls = new LinkedHashSet<String>();
    blocks(message).stream()
        .filter(block -> text(block, "type").equals("tool_use"))
        .forEach(block -> calls.add(text(block, "id")));
    return calls;
  }

  /// The blocks of a message; none when its content is a text.
  static List<JsonObject> blocks(JsonObject message) {
    var content = message.get("content");
    return content != null && content.isJsonArray()
        ? content.getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject).toList()
        : List.of();
  }

  static String text(JsonObject object, String name) {
    var value = object.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  private static int marks(JsonElement element) {
    if (element.isJsonArray()) {
      return element.getAsJsonArray().asList().stream().mapToInt(RequestCheck::marks).sum();
    }
    if (!element.isJsonObject()) {
      return 0;
    }
    return element.getAsJsonObject().entrySet().stream()
        .mapToInt(field -> field.getKey().equals("cache_control") ? 1 : marks(field.getValue()))
        .sum();
  }
}
