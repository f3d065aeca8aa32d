package io.codedeveloper.job.agent;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.UserErrorException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/// How the model's service is reached and asked.
///
/// @param baseUrl of the Messages API, without `/v1`
/// @param maxTokens the longest answer; doubled once when an answer was cut off
/// @param silence how long the service may send nothing at all before the call counts as lost
public record ClaudeSettings(
    String baseUrl, Secret apiKey, String model, int maxTokens, Duration silence) {
  /// Anthropic's own service.
  public static final String DEFAULT_BASE_URL = "https://api.anthropic.com";

  /// What the price list's overview recommends for long agentic coding (October 2026).
  public static final String DEFAULT_MODEL = "claude-opus-5-5";

  private static final int USUAL_MAX_TOKENS = 16_000;
  private static final Duration USUAL_SILENCE = Duration.ofMinutes(2);

  public static ClaudeSettings of(String baseUrl, Secret apiKey, String model) {
    return new ClaudeSettings(baseUrl, apiKey, model, USUAL_MAX_TOKENS, USUAL_SILENCE);
  }

  /// Reads `ANTHROPIC_API_KEY` (required), `ANTHROPIC_BASE_URL` and `ANTHROPIC_MODEL`.
  ///
  /// @throws UserErrorException naming everything that is missing or wrong
  public static ClaudeSettings from(Map<String, String> environment) {
    var problems = new ArrayList<String>();
    var key = environment.getOrDefault("ANTHROPIC_API_KEY", "");
    if (key.isBlank()) {
      problems.add(
          "ANTHROPIC_API_KEY is not set: the agent needs a key of the Messages API; create one at"
              + " https://platform.claude.com/settings/keys and set it in the environment");
    }
    var baseUrl = given(environment, "ANTHROPIC_BASE_URL", DEFAULT_BASE_URL);
    if (!isHttp(baseUrl)) {
      problems.add(
          "ANTHROPIC_BASE_URL is \""
              + baseUrl
              + "\": it must be an http or https address such as "
              + DEFAULT_BASE_URL);
    }
    if (!problems.isEmpty()) {
      throw new UserErrorException(String.join("\n", problems));
    }
    return of(baseUrl, Secret.of(key), given(environment, "ANTHROPIC_MODEL", DEFAULT_MODEL));
  }

  private static String given(Map<String, String> environment, String name, String otherwise) {
    var value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  private static boolean isHttp(String url) {
    try {
      var uri = new URI(url);
      return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }
}
