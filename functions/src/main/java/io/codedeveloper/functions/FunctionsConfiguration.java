package io.codedeveloper.functions;

import io.codedeveloper.platform.UserErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the functions are told from outside.
///
/// @param environment its name, as people know it: `production`, `local`
/// @param audience that tokens must be for
/// @param issuer that tokens must be from, where it is given
/// @param requestsPerMinute of one subject, in one instance
public record FunctionsConfiguration(
    String environment, String audience, Optional<String> issuer, int requestsPerMinute) {
  public static final String DEFAULT_AUDIENCE = "code-developer";
  public static final int DEFAULT_REQUESTS_PER_MINUTE = 100;

  /// The configuration of `local up`.
  public static FunctionsConfiguration local() {
    return new FunctionsConfiguration(
        "local", DEFAULT_AUDIENCE, Optional.empty(), DEFAULT_REQUESTS_PER_MINUTE);
  }

  /// Reads ENVIRONMENT, API_AUDIENCE, API_ISSUER and REQUESTS_PER_MINUTE.
  ///
  /// @throws UserErrorException naming everything that is wrong
  public static FunctionsConfiguration from(Map<String, String> variables) {
    var problems = new ArrayList<String>();
    var environment = text(variables, "ENVIRONMENT", problems).orElse("production");
    var audience = text(variables, "API_AUDIENCE", problems).orElse(DEFAULT_AUDIENCE);
    var issuer = text(variables, "API_ISSUER", problems);
    var rate = rate(variables, problems);
    if (!problems.isEmpty()) {
      throw new UserErrorException("the functions cannot start: " + String.join("; ", problems));
    }
    return new FunctionsConfiguration(environment, audience, issuer, rate);
  }

  private static Optional<String> text(
      Map<String, String> variables, String name, List<String> problems) {
    var value = Optional.ofNullable(variables.get(name));
    if (value.filter(text -> text.isBlank() || text.length() > 255).isPresent()) {
      problems.add(name + " must have 1 to 255 characters, or not be set");
    }
    return value;
  }

  private static int rate(Map<String, String> variables, List<String> problems) {
    var value =
        variables.getOrDefault("REQUESTS_PER_MINUTE", String.valueOf(DEFAULT_REQUESTS_PER_MINUTE));
    if (!value.matches("[1-9][0-9]{0,5}")) {
      problems.add("REQUESTS_PER_MINUTE must be a number from 1 to 999999, not '" + value + "'");
      return DEFAULT_REQUESTS_PER_MINUTE;
    }
    return Integer.parseInt(value);
  }
}
