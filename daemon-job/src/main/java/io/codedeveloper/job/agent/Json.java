package io.codedeveloper.job.agent;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.ToNumberPolicy;
import java.util.List;
import java.util.stream.Stream;

/// JSON of the Messages API as it stands, so that nothing of it is lost between its forms.
final class Json {
  static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .disableHtmlEscaping()
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .create();

  private Json() {}

  /// The text of a field; empty when it is missing, null or no text.
  static String text(JsonObject object, String name) {
    var value = object.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  /// The number in a field; 0 when it is missing or no number.
  static long number(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive value && value.isNumber()
        ? value.getAsLong()
        : 0;
  }

  /// The object in a field; empty when it is missing or null.
  static JsonObject object(JsonObject object, String name) {
    var value = object.get(name);
    return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
  }

  /// The blocks of a type in a message's content.
  static Stream<JsonObject> blocks(JsonArray content, String type) {
    return objects(content).filter(block -> text(block, "type").equals(type));
  }

  static Stream<JsonObject> objects(JsonArray array) {
    return array.asList().stream()
        .filter(JsonElement::isJsonObject)
        .map(JsonElement::getAsJsonObject);
  }

  static JsonArray array(List<JsonObject> objects) {
    var array = new JsonArray();
    objects.forEach(array::add);
    return array;
  }

  static JsonObject textBlock(String text) {
    var block = new JsonObject();
    block.addProperty("type", "text");
    block.addProperty("text", text);
    return block;
  }

  static JsonObject resultBlock(String toolUseId, String text, boolean error) {
    var block = new JsonObject();
    block.addProperty("type", "tool_result");
    block.addProperty("tool_use_id", toolUseId);
    block.addProperty("content", text);
    if (error) {
      block.addProperty("is_error", true);
    }
    return block;
  }

  static JsonObject message(String role, JsonArray content) {
    var message = new JsonObject();
    message.addProperty("role", role);
    message.add("content", content);
    return message;
  }
}
