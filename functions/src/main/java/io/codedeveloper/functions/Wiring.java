package io.codedeveloper.functions;

import io.codedeveloper.daemon.CommandHandler;
import io.codedeveloper.daemon.DeadLetters;
import io.codedeveloper.functions.api.ControlPlane;
import io.codedeveloper.functions.api.HealthApi;
import io.codedeveloper.functions.delivery.WebChannels;
import io.codedeveloper.functions.http.Endpoint;
import io.codedeveloper.functions.http.Pipeline;
import io.codedeveloper.functions.token.NimbusTokens;
import io.codedeveloper.functions.token.PushCaller;
import io.codedeveloper.functions.token.PushTokens;
import io.codedeveloper.functions.token.SigningKeys;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.PlatformProvider;
import io.codedeveloper.platform.Problems;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts the control plane together.
public final class Wiring {
  private Wiring() {}

  /// The functions' use cases on what is hosted here.
  static Api api() {
    var hosted = Hosted.present();
    var platform = hosted.platform();
    var configuration = hosted.configuration();
    var pipeline =
        new Pipeline(
            tokens(platform.secrets(), configuration, platform.clock()),
            configuration.requestsPerMinute(),
            platform.clock(),
            faults(platform));
    return new Api(
        pipeline, new ControlPlane(platform, configuration.environment(), hosted.patience()));
  }

  /// What says whether this process is alive. It opens no platform: it starts sooner, and answers
  /// where nothing else does.
  static Alive alive() {
    var environment = environment();
    return withoutPlatform(
        List.of(ControlPlane.health(environment), ControlPlane.welcome(environment)));
  }

  /// What shows the API's description; nothing in production. It opens no platform either.
  static Alive described() {
    var environment = environment();
    var description = ControlPlane.description(environment);
    return withoutPlatform(
        description.isEmpty()
            ? description
            : Stream.concat(description.stream(), Stream.of(ControlPlane.welcome(environment)))
                .toList());
  }

  private static String environment() {
    return Hosted.configuration(System.getenv()).environment();
  }

  private static Alive withoutPlatform(List<Endpoint> endpoints) {
    var pipeline =
        new Pipeline(
            token -> Optional.empty(),
            FunctionsConfiguration.DEFAULT_REQUESTS_PER_MINUTE,
            Clock.systemUTC(),
            new Alive.ToldToTheHost());
    return new Alive(pipeline, endpoints);
  }

  static CommandHandler commandHandler() {
    var hosted = Hosted.present();
    var configuration = hosted.configuration();
    var channels =
        WebChannels.of(
            hosted.platform().secrets(),
            configuration.delivery(),
            configuration.environment(),
            hosted.platform().clock());
    return new CommandHandler(hosted.platform(), channels);
  }

  static DeadLetters deadLetters() {
    return new DeadLetters(Hosted.present().platform());
  }

  static LoggedFaults faults() {
    return faults(Hosted.present().platform());
  }

  /// The way in for the subscriptions.
  ///
  /// @throws UserErrorException in production, when nothing says as whom they call
  static PushEndpoint pushEndpoint() {
    var hosted = Hosted.present(() -> openedAhead(forSubscriptions(System.getenv())));
    return new PushEndpoint(caller(hosted), faults(hosted.platform()));
  }

  private static PushCaller caller(Hosted hosted) {
    var configuration = hosted.configuration();
    var problems = new Problems();
    configuration.wrongForSubscriptions().forEach(problems::add);
    problems.refuse();
    return configuration
        .push()
        .<PushCaller>map(identity -> new PushTokens(identity, hosted.platform().clock()))
        .orElse(PushCaller.anybody());
  }

  /// The tokens of an installation: what verifies them, and makes them for the command line.
  ///
  /// @throws UserErrorException when API_AUTH_SECRET is missing or too short
  public static NimbusTokens tokens(
      SecretSource secrets, FunctionsConfiguration configuration, Clock clock) {
    return new NimbusTokens(
        SigningKeys.of(secrets, clock), configuration.audience(), configuration.issuer(), clock);
  }

  /// The functions as the cloud runs them.
  static Hosted fromEnvironment() {
    return openedAhead(from(System.getenv()));
  }

  /// Opens the way to the store while a function reads its secrets and its server starts, so that
  /// the first request finds it open.
  private static Hosted openedAhead(Hosted hosted) {
    Thread.ofPlatform().daemon().name("ahead").start(() -> read(hosted.platform()));
    return hosted;
  }

  private static void read(Platform platform) {
    try {
      platform.documents().get(HealthApi.PROBE);
    } catch (RuntimeException failed) {
      // Whoever needs the store is told.
    }
  }

  /// @throws UserErrorException naming everything that is missing or wrong
  static Hosted from(Map<String, String> variables) {
    var reader = new VariableReader(variables);
    return from(reader, variables, FunctionsConfiguration.read(reader));
  }

  /// For a function that subscriptions call.
  ///
  /// @throws UserErrorException naming everything that is missing or wrong; in production also when
  ///   nothing says as whom they call
  static Hosted forSubscriptions(Map<String, String> variables) {
    var reader = new VariableReader(variables);
    var configuration = FunctionsConfiguration.read(reader);
    configuration.wrongForSubscriptions().forEach(reader::problem);
    return from(reader, variables, configuration);
  }

  private static Hosted from(
      VariableReader reader, Map<String, String> variables, FunctionsConfiguration configuration) {
    var platform =
        reader.including(() ->
            PlatformProvider.named(reader.text(Variable.PLATFORM).orElse("google"))
                .open(variables, PlatformProvider.Host.FUNCTION)
                .ports());
    reader.check();
    return new Hosted(platform.orElseThrow(), configuration, Wiring::pause);
  }

  private static LoggedFaults faults(Platform platform) {
    return new LoggedFaults(platform.logs(), platform.clock(), platform.secrets());
  }

  /// Waits as a host does that has a thread for every request.
  public static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
