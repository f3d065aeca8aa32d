package io.codedeveloper.job.agent;

import com.google.gson.JsonObject;
import io.codedeveloper.budget.Usage;

/// Reads the usage that the Messages API reports.
final class TokenUsage {
  private TokenUsage() {}

  /// Writes to the cache whose duration is not told count as those for five minutes.
  static Usage of(JsonObject usage) {
    var byDuration = Json.object(usage, "cache_creation");
    var hour = Json.number(byDuration, "ephemeral_1h_input_tokens");
    var written = Json.number(usage, "cache_creation_input_tokens");
    var fiveMinutes =
        Math.max(Json.number(byDuration, "ephemeral_5m_input_tokens"), written - hour);
    return new Usage(
        Json.number(usage, "input_tokens"),
        Json.number(usage, "output_tokens"),
        Json.number(usage, "cache_read_input_tokens"),
        fiveMinutes,
        hour);
  }
}
