package io.codedeveloper.simulation.fake;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/// What a request and its answer count: four characters a token; all but the last message is read
/// from the cache once it is long enough.
record Tokens(long input, long written, long read, long output) {
  private static final long LEAST_CACHED = 1_024;

  static Tokens of(JsonObject request, JsonElement answer) {
    var messages = request.getAsJsonArray("messages");
    var all = count(request);
    var last = count(messages.get(messages.size() - 1));
    var output = count(answer) + 10;
    return all < LEAST_CACHED
        ? new Tokens(all, 0, 0, output)
        : messages.size() < 3
            ? new Tokens(3, all, 0, output)
            : new Tokens(3, last, all - last, output);
  }

  static long count(JsonElement element) {
    return (characters(element) + 3) / 4;
  }

  private static long characters(JsonElement element) {
    if (element.isJsonObject()) {
      var sum = 2L;
      for (var field : element.getAsJsonObject().entrySet()) {
        sum += field.getKey().length() + 4 + characters(field.getValue());
      }
      return sum;
    }
    if (element.isJsonArray()) {
      var sum = 2L;
      for (var each : element.getAsJsonArray()) {
        sum += characters(each) + 1;
      }
      return sum;
    }
    return element.isJsonPrimitive() ? element.getAsString().length() + 2L : 4;
  }

  /// The same for an answer of which only a part was sent.
  Tokens cut(long sent, long of) {
    return new Tokens(input, written, read, of == 0 ? 0 : output * sent / of);
  }

  JsonObject json() {
    var json = new JsonObject();
    json.addProperty("input_tokens", input);
    json.addProperty("cache_creation_input_tokens", written);
    json.addProperty("cache_read_input_tokens", read);
    json.addProperty("output_tokens", output);
    return json;
  }
}
