package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// Compares a call's arguments with the part of JSON Schema that our tools use: required properties
/// and their types.
final class SchemaCheck {
  private SchemaCheck() {}

  /// What is wrong, each with the path of the field; empty when nothing is.
  static List<String> problems(JsonObject schema, JsonElement input) {
    if (!input.isJsonObject()) {
      return List.of("input: must be an object, is " + typeOf(input));
    }
    var problems = new ArrayList<String>();
    var properties = schema.getAsJsonObject("properties");
    var fields = input.getAsJsonObject();
    schema
        .getAsJsonArray("required")
        .forEach(name -> {
          if (!fields.has(name.getAsString())) {
            problems.add(name.getAsString() + ": is required");
          }
        });
    for (var field : fields.entrySet()) {
      if (!properties.has(field.getKey())) {
        problems.add(field.getKey() + ": is not known here");
      } else {
        check(
            field.getKey(), properties.getAsJsonObject(field.getKey()), field.getValue(), problems);
      }
    }
    return problems;
  }

  private static void check(
      String path, JsonObject schema, JsonElement value, List<String> problems) {
    var expected = schema.get("type").getAsString();
    if (!expected.equals(typeOf(value))) {
      problems.add(path + ": must be of type " + expected + ", is " + typeOf(value));
    } else if (expected.equals("array")) {
      var index = 0;
      for (var item : value.getAsJsonArray()) {
        check(path + "[" + index++ + "]", schema.getAsJsonObject("items"), item, problems);
      }
    }
  }

  private static String typeOf(JsonElement value) {
    if (value.isJsonObject()) {
      return "object";
    }
    if (value.isJsonArray()) {
      return "array";
    }
    if (value.isJsonNull()) {
      return "null";
    }
    var primitive = value.getAsJsonPrimitive();
    if (primitive.isBoolean()) {
      return "boolean";
    }
    if (primitive.isString()) {
      return "string";
    }
    return primitive.getAsDouble() == Math.rint(primitive.getAsDouble()) ? "integer" : "number";
  }
}
