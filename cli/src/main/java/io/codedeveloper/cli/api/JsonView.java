package io.codedeveloper.cli.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// JSON of the API, read without trust: what is missing or of another type counts as absent.
public record JsonView(JsonObject json) {
  public Optional<String> text(String name) {
    return Optional.ofNullable(json.get(name))
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString);
  }

  public double number(String name) {
    return Optional.ofNullable(json.get(name))
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsJsonPrimitive)
        .filter(value -> value.isNumber())
        .map(JsonElement::getAsDouble)
        .orElse(0.0);
  }

  public boolean flag(String name) {
    return text(name).filter("true"::equals).isPresent();
  }

  public JsonView view(String name) {
    var value = json.get(name);
    return new JsonView(
        value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject());
  }

  /// The objects of a list.
  public List<JsonView> views(String name) {
    var value = json.get(name);
    return value != null && value.isJsonArray()
        ? StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
            .filter(JsonElement::isJsonObject)
            .map(element -> new JsonView(element.getAsJsonObject()))
            .toList()
        : List.of();
  }

  public List<String> texts(String name) {
    var value = json.get(name);
    return value != null && value.isJsonArray()
        ? StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
            .filter(JsonElement::isJsonPrimitive)
            .map(JsonElement::getAsString)
            .toList()
        : List.of();
  }
}
