package io.codedeveloper.functions;

import static io.codedeveloper.platform.Variable.Reader.CLOUD;
import static io.codedeveloper.platform.Variable.Reader.FUNCTIONS;
import static io.codedeveloper.platform.Variable.Reader.UP;

import io.codedeveloper.functions.delivery.DeliverySettings;
import io.codedeveloper.functions.token.PushIdentity;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the functions are told from outside.
///
/// @param environment its name, as people know it: `production`, `local`
/// @param audience that tokens must be for
/// @param issuer that tokens must be from, where it is given
/// @param requestsPerMinute of one subject, in one instance
/// @param push as whom the subscriptions call; empty: nobody checks that
/// @param delivery which notifications are delivered elsewhere
public record FunctionsConfiguration(
    String environment,
    String audience,
    Optional<String> issuer,
    int requestsPerMinute,
    Optional<PushIdentity> push,
    DeliverySettings delivery) {
  public static final String DEFAULT_AUDIENCE = "code-developer";
  public static final int DEFAULT_REQUESTS_PER_MINUTE = 100;

  private static final String PRODUCTION = "production";
  private static final int HIGHEST_RATE = 999_999;
  private static final int LONGEST_NAME = 255;

  public static final int HIGHEST_PORT = 65_535;
  public static final int USUAL_PORT = 8080;

  /// Where the API listens.
  public static final Variable PORT =
      Variable.of(
              "PORT",
              "the API's port, where `--port` does not name one; that of a function is told by what"
                  + " runs it",
              UP,
              FUNCTIONS)
          .usually(String.valueOf(USUAL_PORT));

  static final Variable TARGET =
      Variable.of(
          "FUNCTION_TARGET",
          "the entry point of the function that the functions' image serves",
          FUNCTIONS);

  private static final Variable AUDIENCE =
      Variable.of("API_AUDIENCE", "what the API's tokens must be for", UP, FUNCTIONS, CLOUD)
          .usually(DEFAULT_AUDIENCE);
  private static final Variable ISSUER =
      Variable.of("API_ISSUER", "who the API's tokens must be from", UP, FUNCTIONS, CLOUD)
          .usuallyAsDescribed("anyone");
  private static final Variable RATE =
      Variable.of(
              "REQUESTS_PER_MINUTE", "API requests per minute, subject and instance", UP, FUNCTIONS)
          .usually(String.valueOf(DEFAULT_REQUESTS_PER_MINUTE));
  private static final Variable PUSH_AUDIENCE =
      Variable.of(
          "PUSH_AUDIENCE",
          "for whom the push subscriptions call, as they are set up; without it `dispatcher` and"
              + " `given-up` do not start where `ENVIRONMENT` is `production`",
          FUNCTIONS);
  private static final Variable PUSH_ACCOUNT =
      Variable.of(
          "PUSH_SERVICE_ACCOUNT", "as whom they call; goes with `PUSH_AUDIENCE`", FUNCTIONS);
  private static final Variable PUSH_KEYS =
      Variable.of(
              "PUSH_KEYS_URL",
              "the keys that verify their tokens, as a JSON Web Key Set",
              FUNCTIONS)
          .usuallyAsDescribed("Google's");

  /// What the functions read.
  public static final List<Variable> VARIABLES =
      Stream.concat(
              Stream.of(
                  Variable.PLATFORM,
                  Variable.ENVIRONMENT,
                  TARGET,
                  AUDIENCE,
                  ISSUER,
                  RATE,
                  PUSH_AUDIENCE,
                  PUSH_ACCOUNT,
                  PUSH_KEYS),
              DeliverySettings.VARIABLES.stream())
          .toList();

  /// The configuration of `local up`.
  public static FunctionsConfiguration local() {
    return new FunctionsConfiguration(
        "local",
        DEFAULT_AUDIENCE,
        Optional.empty(),
        DEFAULT_REQUESTS_PER_MINUTE,
        Optional.empty(),
        DeliverySettings.usual());
  }

  /// The same, in an environment of another name.
  public FunctionsConfiguration in(String otherEnvironment) {
    return new FunctionsConfiguration(
        otherEnvironment, audience, issuer, requestsPerMinute, push, delivery);
  }

  /// Whether other people's data is at stake, so that nothing may be left unchecked.
  boolean isProduction() {
    return environment.equals(PRODUCTION);
  }

  /// What keeps functions that subscriptions call from work in production: they must know who
  /// calls, and lead nobody into this machine.
  List<String> wrongForSubscriptions() {
    var problems = new ArrayList<String>();
    if (isProduction() && push.isEmpty()) {
      problems.add(
          "PUSH_AUDIENCE and PUSH_SERVICE_ACCOUNT are not set, and in production nobody may"
              + " deliver messages but the push subscriptions; set both as the subscriptions have"
              + " them");
    }
    if (isProduction() && delivery.loopback()) {
      problems.add(
          "NOTIFICATION_LOOPBACK is for tests; unset it, or give ENVIRONMENT another name than"
              + " production");
    }
    return problems;
  }

  /// Reads the environment.
  ///
  /// @throws UserErrorException naming everything that is wrong
  public static FunctionsConfiguration from(Map<String, String> variables) {
    var reader = new VariableReader(variables);
    var configuration = read(reader);
    reader.check();
    return configuration;
  }

  /// Reads the environment; the reader keeps what is wrong.
  static FunctionsConfiguration read(VariableReader reader) {
    return new FunctionsConfiguration(
        name(reader, Variable.ENVIRONMENT).orElse(PRODUCTION),
        name(reader, AUDIENCE).orElse(DEFAULT_AUDIENCE),
        name(reader, ISSUER),
        reader.number(RATE, 1, HIGHEST_RATE).orElse(DEFAULT_REQUESTS_PER_MINUTE),
        push(reader),
        DeliverySettings.read(reader));
  }

  private static Optional<PushIdentity> push(VariableReader reader) {
    var audience = name(reader, PUSH_AUDIENCE);
    var account = name(reader, PUSH_ACCOUNT);
    var keys = reader.url(PUSH_KEYS).map(URI::create).orElse(PushIdentity.GOOGLES_KEYS);
    if (audience.isPresent() != account.isPresent()) {
      reader.problem("PUSH_AUDIENCE and PUSH_SERVICE_ACCOUNT go together: set both, or neither");
    }
    return audience.flatMap(known -> account.map(who -> new PushIdentity(known, who, keys)));
  }

  private static Optional<String> name(VariableReader reader, Variable variable) {
    return reader.parsed(
        variable,
        text -> Optional.of(text).filter(it -> it.length() <= LONGEST_NAME),
        "1 to %d characters".formatted(LONGEST_NAME));
  }
}
