package io.codedeveloper.functions;

import io.codedeveloper.functions.token.PushIdentity;
import io.codedeveloper.platform.UserErrorException;
import java.net.URI;
import java.net.URISyntaxException;
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
/// @param push as whom the subscriptions call; empty: nobody checks that
public record FunctionsConfiguration(
    String environment,
    String audience,
    Optional<String> issuer,
    int requestsPerMinute,
    Optional<PushIdentity> push) {
  public static final String DEFAULT_AUDIENCE = "code-developer";
  private static final String PRODUCTION = "production";
  public static final int DEFAULT_REQUESTS_PER_MINUTE = 100;

  /// The configuration of `local up`.
  public static FunctionsConfiguration local() {
    return new FunctionsConfiguration(
        "local", DEFAULT_AUDIENCE, Optional.empty(), DEFAULT_REQUESTS_PER_MINUTE, Optional.empty());
  }

  /// The same, in an environment of another name.
  public FunctionsConfiguration in(String otherEnvironment) {
    return new FunctionsConfiguration(otherEnvironment, audience, issuer, requestsPerMinute, push);
  }

  /// Whether other people's data is at stake, so that nothing may be left unchecked.
  boolean isProduction() {
    return environment.equals(PRODUCTION);
  }

  /// Reads ENVIRONMENT, API_AUDIENCE, API_ISSUER, REQUESTS_PER_MINUTE, PUSH_AUDIENCE,
  /// PUSH_SERVICE_ACCOUNT and PUSH_KEYS_URL.
  ///
  /// @throws UserErrorException naming everything that is wrong
  public static FunctionsConfiguration from(Map<String, String> variables) {
    var problems = new ArrayList<String>();
    var environment = text(variables, "ENVIRONMENT", problems).orElse(PRODUCTION);
    var audience = text(variables, "API_AUDIENCE", problems).orElse(DEFAULT_AUDIENCE);
    var issuer = text(variables, "API_ISSUER", problems);
    var rate = rate(variables, problems);
    var push = push(variables, problems);
    if (!problems.isEmpty()) {
      throw new UserErrorException("the functions cannot start: " + String.join("; ", problems));
    }
    return new FunctionsConfiguration(environment, audience, issuer, rate, push);
  }

  private static Optional<String> text(
      Map<String, String> variables, String name, List<String> problems) {
    var value = Optional.ofNullable(variables.get(name));
    if (value.filter(text -> text.isBlank() || text.length() > 255).isPresent()) {
      problems.add(name + " must have 1 to 255 characters, or not be set");
    }
    return value;
  }

  private static Optional<PushIdentity> push(Map<String, String> variables, List<String> problems) {
    var audience = text(variables, "PUSH_AUDIENCE", problems);
    var account = text(variables, "PUSH_SERVICE_ACCOUNT", problems);
    var keys = text(variables, "PUSH_KEYS_URL", problems).map(url -> address(url, problems));
    if (audience.isPresent() != account.isPresent()) {
      problems.add("PUSH_AUDIENCE and PUSH_SERVICE_ACCOUNT go together: set both, or neither");
    }
    if (audience.isEmpty() || account.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PushIdentity(audience.get(), account.get(), keys.orElse(PushIdentity.GOOGLES_KEYS)));
  }

  private static URI address(String url, List<String> problems) {
    try {
      var address = new URI(url);
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (URISyntaxException malformed) {
      // Told below, as every other address that is none.
    }
    problems.add("PUSH_KEYS_URL must be an http or https address, not '" + url + "'");
    return PushIdentity.GOOGLES_KEYS;
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
