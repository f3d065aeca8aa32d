package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/// Builds the JSON schema of a tool's input.
final class Schema {
  private final JsonObject properties = new JsonObject();
  private final JsonArray required = new JsonArray();

  private Schema() {}

  static Schema object() {
    return new Schema();
  }

  Schema required(String name, String type, String description) {
    required.add(name);
    return optional(name, type, description);
  }

  /// @param type string, integer, boolean, or array for a list of strings
  Schema optional(String name, String type, String description) {
    var property = new JsonObject();
    property.addProperty("type", type);
    property.addProperty("description", description);
    if (type.equals("array")) {
      var items = new JsonObject();
      items.addProperty("type", "string");
      property.add("items", items);
    }
    properties.add(name, property);
    return this;
  }

  JsonObject build() {
    var schema = new JsonObject();
    schema.addProperty("type", "object");
    schema.add("properties", properties);
    schema.add("required", required);
    schema.addProperty("additionalProperties", false);
    return schema;
  }
}
