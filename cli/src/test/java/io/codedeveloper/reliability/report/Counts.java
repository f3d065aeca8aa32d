package io.codedeveloper.reliability.report;

import com.google.gson.JsonObject;
import java.util.List;

/// Numbers by name, as they stand in a JSON object.
///
/// @param json the object, empty where there is none
record Counts(JsonObject json) {
  static Counts in(JsonObject parent, String name) {
    return new Counts(parent.has(name) ? parent.getAsJsonObject(name) : new JsonObject());
  }

  List<String> names() {
    return List.copyOf(json.keySet());
  }

  long of(String name) {
    return json.has(name) && !json.get(name).isJsonNull() ? json.get(name).getAsLong() : 0;
  }

  long sum() {
    return names().stream().mapToLong(this::of).sum();
  }

  /// One row a name.
  List<List<String>> rows() {
    return names().stream().map(name -> List.of(name, Long.toString(of(name)))).toList();
  }
}
