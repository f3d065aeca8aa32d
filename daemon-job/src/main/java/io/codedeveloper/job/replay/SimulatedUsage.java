package io.codedeveloper.job.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.regex.Pattern;

/// The usage that the API would about report: four characters a token; what earlier turns had
/// marked is read from the cache, what is marked now is written to it. Computed from the request
/// alone; how long a command took counts as one digit, so that the same session uses as much where
/// the machine is busy.
///
/// @param input not cached
/// @param written to the cache for five minutes
/// @param read from the cache
record SimulatedUsage(long input, long written, long read) {
  private static final int CHARACTERS_PER_TOKEN = 4;

  /// A shorter prefix is not cached.
  private static final long LEAST_CACHED = 1_024;

  private static final Pattern TOOK = Pattern.compile(" after [0-9]+ s\\b");

  static SimulatedUsage of(JsonObject request) {
    var messages = request.getAsJsonArray("messages");
    var head = tokens(request.get("tools")) + tokens(request.get("system"));
    var all = head + tokens(messages);
    if (!hasMark(messages.get(messages.size() - 1))) {
      return new SimulatedUsage(all, 0, 0);
    }
    var before = messages.size() < 3 ? 0 : head + tokens(upTo(messages, messages.size() - 2));
    var read = before < LEAST_CACHED ? 0 : before;
    return all < LEAST_CACHED
        ? new SimulatedUsage(all, 0, 0)
        : new SimulatedUsage(3, all - read, read);
  }

  static long tokens(JsonElement element) {
    return element == null
        ? 0
        : (length(element) + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  private static int length(JsonElement element) {
    return TOOK.matcher(element.toString()).replaceAll(" after 0 s").length();
  }

  private static boolean hasMark(JsonElement message) {
    return message.toString().contains("\"cache_control\"");
  }

  private static JsonArray upTo(JsonArray messages, int end) {
    var part = new JsonArray();
    messages.asList().subList(0, end).forEach(part::add);
    return part;
  }

  JsonObject json(long output) {
    var json = new JsonObject();
    json.addProperty("input_tokens", input);
    json.addProperty("cache_creation_input_tokens", written);
    json.addProperty("cache_read_input_tokens", read);
    var byDuration = new JsonObject();
    byDuration.addProperty("ephemeral_5m_input_tokens", written);
    byDuration.addProperty("ephemeral_1h_input_tokens", 0);
    json.add("cache_creation", byDuration);
    json.addProperty("output_tokens", output);
    json.addProperty("service_tier", "standard");
    return json;
  }
}
