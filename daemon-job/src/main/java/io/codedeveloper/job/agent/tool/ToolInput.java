package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/// The arguments of a call, checked against the tool's schema.
public final class ToolInput {
  private final JsonObject fields;

  public ToolInput(JsonObject fields) {
    this.fields = fields;
  }

  /// A required text.
  String text(String name) {
    return fields.get(name).getAsString();
  }

  String text(String name, String otherwise) {
    return given(name).map(JsonElement::getAsString).orElse(otherwise);
  }

  /// A whole number, moved into the bounds.
  int number(String name, int otherwise, int least, int most) {
    return Math.clamp(
        given(name).map(JsonElement::getAsLong).orElse((long) otherwise), least, most);
  }

  boolean flag(String name) {
    return given(name).map(JsonElement::getAsBoolean).orElse(false);
  }

  List<String> texts(String name) {
    return given(name)
        .map(each -> each.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList())
        .orElse(List.of());
  }

  private Optional<JsonElement> given(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isJsonNull());
  }
}
