package io.codedeveloper.job.agent;

import com.google.gson.JsonObject;
import io.codedeveloper.budget.Usage;

/// Reads the usage that the Messages API reports.
final class TokenUsage {
  /// More than any call can use, and small enough to be added and priced.
  private static final long MOST = 1_000_000_000;

  private TokenUsage() {}

  /// Writes to the cache whose duration is not told count as those for five minutes.
  static Usage of(JsonObject usage) {
    var byDuration = Json.object(usage, "cache_creation");
    var hour = count(byDuration, "ephemeral_1h_input_tokens");
    var written = count(usage, "cache_creation_input_tokens");
    var fiveMinutes = Math.max(count(byDuration, "ephemeral_5m_input_tokens"), written - hour);
    return new Usage(
        count(usage, "input_tokens"),
        count(usage, "output_tokens"),
        count(usage, "cache_read_input_tokens"),
        fiveMinutes,
        hour);
  }

  private static long count(JsonObject usage, String name) {
    return Math.clamp(Json.number(usage, name), 0, MOST);
  }
}
