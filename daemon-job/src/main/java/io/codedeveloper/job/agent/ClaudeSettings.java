package io.codedeveloper.job.agent;

import io.codedeveloper.auth.Secret;
import java.time.Duration;
import java.util.function.Supplier;

/// How the model's service is reached and asked.
///
/// @param baseUrl of the Messages API, without `/v1`
/// @param apiKey asked again when the service refuses the one it gave before
/// @param maxTokens the longest answer; doubled once when an answer was cut off
/// @param silence how long the service may send nothing at all before the call counts as lost
public record ClaudeSettings(
    String baseUrl, Supplier<Secret> apiKey, String model, int maxTokens, Duration silence) {
  private static final int USUAL_MAX_TOKENS = 16_000;
  private static final Duration USUAL_SILENCE = Duration.ofMinutes(2);

  /// The longest answer after one was cut off.
  int mostTokens() {
    return maxTokens * 2;
  }

  public static ClaudeSettings of(String baseUrl, Secret apiKey, String model) {
    return of(baseUrl, () -> apiKey, model);
  }

  public static ClaudeSettings of(String baseUrl, Supplier<Secret> apiKey, String model) {
    return new ClaudeSettings(baseUrl, apiKey, model, USUAL_MAX_TOKENS, USUAL_SILENCE);
  }
}
