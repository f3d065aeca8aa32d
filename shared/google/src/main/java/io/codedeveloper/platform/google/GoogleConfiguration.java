package io.codedeveloper.platform.google;

import io.codedeveloper.platform.UserErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where the platform's resources are in Google Cloud.
///
/// @param project Google Cloud's id of the project
/// @param location of everything regional, for instance `europe-west1`
/// @param bucket of the blobs
/// @param database of Firestore
/// @param job the Cloud Run job's name
/// @param queue of Cloud Tasks
/// @param tasksAccount the e-mail address of the service account that publishes delayed tasks
/// @param endpoints of servers that stand in for Google's
public record GoogleConfiguration(
    String project,
    String location,
    String bucket,
    String database,
    String job,
    String queue,
    String tasksAccount,
    Endpoints endpoints) {
  static final String FIRESTORE = "FIRESTORE_EMULATOR_HOST";
  static final String PUB_SUB = "PUBSUB_EMULATOR_HOST";
  static final String STORAGE = "STORAGE_EMULATOR_HOST";
  static final String SECRETS = "SECRET_MANAGER_ENDPOINT";
  static final String TASKS = "CLOUD_TASKS_ENDPOINT";
  static final String SCHEDULER = "CLOUD_SCHEDULER_ENDPOINT";
  static final String RUN = "CLOUD_RUN_ENDPOINT";
  static final String LOGGING = "CLOUD_LOGGING_ENDPOINT";

  private static final List<String> ENDPOINTS =
      List.of(FIRESTORE, PUB_SUB, STORAGE, SECRETS, TASKS, SCHEDULER, RUN, LOGGING);

  /// Servers that stand in for a service: `host:port` of each variable that is set.
  ///
  /// @param addresses by the variable's name
  public record Endpoints(Map<String, String> addresses) {
    public Endpoints {
      addresses = Map.copyOf(addresses);
    }

    ServiceEndpoint of(String variable) {
      return ServiceEndpoint.of(Optional.ofNullable(addresses.get(variable)));
    }

    /// Where Pub/Sub's HTTP API is.
    String pubSub() {
      var local = addresses.get(PUB_SUB);
      return local == null ? CloudTasksDelayedTasks.Settings.PUB_SUB : "http://" + local;
    }
  }

  /// Reads the variables, of which each service has its usual one for a local server.
  ///
  /// @throws UserErrorException naming everything that is missing or wrong
  public static GoogleConfiguration from(Map<String, String> variables) {
    var problems = new ArrayList<String>();
    var configuration =
        new GoogleConfiguration(
            required(variables, "GCP_PROJECT_ID", problems),
            required(variables, "GCP_LOCATION", problems),
            required(variables, "GCS_BUCKET", problems),
            variables.getOrDefault("FIRESTORE_DATABASE", "(default)"),
            variables.getOrDefault("CLOUD_RUN_JOB", "code-developer"),
            variables.getOrDefault("CLOUD_TASKS_QUEUE", "code-developer"),
            required(variables, "CLOUD_TASKS_SERVICE_ACCOUNT", problems),
            endpoints(variables, problems));
    if (!problems.isEmpty()) {
      throw new UserErrorException("Google Cloud cannot be used: " + String.join("; ", problems));
    }
    return configuration;
  }

  private static String required(
      Map<String, String> variables, String name, List<String> problems) {
    var value = variables.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      problems.add(name + " is not set");
    }
    return value;
  }

  private static Endpoints endpoints(Map<String, String> variables, List<String> problems) {
    var given =
        ENDPOINTS.stream().filter(name -> !variables.getOrDefault(name, "").isBlank()).toList();
    if (!given.isEmpty()
        && variables.getOrDefault("ENVIRONMENT", "production").equals("production")) {
      problems.add(
          "%s: a server that stands in for Google's is not for production; unset it, or set ENVIRONMENT to something else"
              .formatted(String.join(", ", given)));
    }
    return new Endpoints(
        given.stream().collect(Collectors.toMap(name -> name, name -> address(variables, name))));
  }

  /// Storage's own variable is a URL, the others are `host:port`.
  private static String address(Map<String, String> variables, String name) {
    return variables
        .getOrDefault(name, "")
        .strip()
        .replaceFirst("^https?://", "")
        .replaceFirst("/$", "");
  }
}
