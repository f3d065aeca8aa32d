package io.codedeveloper.functions.deployment;

import com.google.gson.Gson;
import io.codedeveloper.auth.Role;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.functions.FunctionsConfiguration;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.platform.PlatformProvider;
import io.codedeveloper.platform.google.GooglePlatformProvider;
import io.codedeveloper.platform.google.testing.FirestoreEmulator;
import io.codedeveloper.platform.google.testing.LoggingServer;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// What functions in processes of their own are started against: Google's Firestore emulator with
/// one project in it, and servers for Secret Manager and Cloud Logging.
final class StandIns implements AutoCloseable {
  static final String KEY = "a key of more than thirty-two bytes, for deployed functions";

  private final FirestoreEmulator firestore = FirestoreEmulator.shared();
  private final SecretManagerServer secrets = new SecretManagerServer();
  private final LoggingServer logging = new LoggingServer(Clock.systemUTC());
  private final String project = firestore.freshProject();
  private final String token;

  StandIns() {
    secrets.add(project, "API_AUTH_SECRET", KEY);
    try (var platform =
        new GooglePlatformProvider().open(variables(), PlatformProvider.Host.FUNCTION)) {
      var ports = platform.ports();
      new Projects(ports.documents())
          .create(new ProjectId("demo"), ProjectSettings.of("/srv/repository"));
      token =
          Wiring.tokens(ports.secrets(), FunctionsConfiguration.local(), ports.clock())
              .mint("ann", Role.OPERATOR, Duration.ofHours(1));
    }
  }

  /// The environment of a function.
  Map<String, String> variables() {
    return Map.of(
        "ENVIRONMENT",
        "test",
        "GCP_PROJECT_ID",
        project,
        "GCP_LOCATION",
        "europe-west1",
        "GCS_BUCKET",
        "none",
        "CLOUD_TASKS_SERVICE_ACCOUNT",
        "tasks@example.org",
        "FIRESTORE_EMULATOR_HOST",
        firestore.address(),
        "SECRET_MANAGER_ENDPOINT",
        secrets.server().address(),
        "CLOUD_LOGGING_ENDPOINT",
        logging.server().address());
  }

  /// A bearer token of an operator.
  String token() {
    return token;
  }

  @Override
  public void close() {
    secrets.close();
    logging.close();
  }

  /// Prints the environment of a function, the token and the key as one line of JSON, and goes on
  /// until its standard input ends.
  public static void main(String[] arguments) throws IOException {
    try (var standIns = new StandIns()) {
      System.out.println(
          new Gson()
              .toJson(
                  Map.of(
                      "variables", standIns.variables(), "token", standIns.token(), "key", KEY)));
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    System.exit(0);
  }
}
