package io.codedeveloper.platform.google;

import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.Variable.Reader;
import io.codedeveloper.platform.VariableReader;
import io.codedeveloper.platform.google.log.CloudLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
  static final Variable FIRESTORE = standIn("FIRESTORE_EMULATOR_HOST", "Firestore");
  static final Variable PUB_SUB = standIn("PUBSUB_EMULATOR_HOST", "Pub/Sub");
  static final Variable STORAGE = standIn("STORAGE_EMULATOR_HOST", "Cloud Storage");
  static final Variable SECRETS = standIn("SECRET_MANAGER_ENDPOINT", "Secret Manager");
  static final Variable TASKS = standIn("CLOUD_TASKS_ENDPOINT", "Cloud Tasks");
  static final Variable SCHEDULER = standIn("CLOUD_SCHEDULER_ENDPOINT", "Cloud Scheduler");
  static final Variable RUN = standIn("CLOUD_RUN_ENDPOINT", "Cloud Run");
  static final Variable LOGGING = standIn("CLOUD_LOGGING_ENDPOINT", "Cloud Logging");

  private static final List<Variable> ENDPOINTS =
      List.of(FIRESTORE, PUB_SUB, STORAGE, SECRETS, TASKS, SCHEDULER, RUN, LOGGING);

  private static final String PRODUCTION = "production";
  private static final String TERRAFORM = "set it as Terraform's outputs say";

  private static final Variable BUCKET = of("GCS_BUCKET", "the bucket of the files");
  private static final Variable DATABASE =
      of("FIRESTORE_DATABASE", "the database of Firestore").usually("(default)");
  private static final Variable JOB =
      of("CLOUD_RUN_JOB", "the Cloud Run job (in its executions Cloud Run sets it)")
          .usually("code-developer");
  private static final Variable QUEUE =
      of("CLOUD_TASKS_QUEUE", "the queue of Cloud Tasks").usually("code-developer");
  private static final Variable TASKS_ACCOUNT =
      of(
          "CLOUD_TASKS_SERVICE_ACCOUNT",
          "e-mail address of the service account that publishes delayed tasks");

  /// What is read here, beside [Variable#ENVIRONMENT].
  public static final List<Variable> VARIABLES =
      Stream.of(
              List.of(Variable.GOOGLE_PROJECT, Variable.GOOGLE_LOCATION, BUCKET, DATABASE, JOB),
              List.of(QUEUE, TASKS_ACCOUNT),
              CloudLog.VARIABLES,
              ENDPOINTS)
          .flatMap(List::stream)
          .toList();

  private static Variable of(String name, String meaning) {
    return Variable.of(name, meaning, Reader.JOB, Reader.FUNCTIONS);
  }

  private static Variable standIn(String name, String service) {
    return of(
            name,
            "`host:port` of a server that stands in for %s; refused where `ENVIRONMENT` is `production`"
                .formatted(service))
        .usuallyAsDescribed("Google's own");
  }

  /// Servers that stand in for a service: `host:port` of each variable that is set.
  ///
  /// @param addresses by the variable's name
  public record Endpoints(Map<String, String> addresses) {
    public Endpoints {
      addresses = Map.copyOf(addresses);
    }

    ServiceEndpoint of(Variable variable) {
      return ServiceEndpoint.of(Optional.ofNullable(addresses.get(variable.name())));
    }

    /// Where Pub/Sub's HTTP API is.
    String pubSub() {
      var local = addresses.get(PUB_SUB.name());
      return local == null ? CloudTasksDelayedTasks.Settings.PUB_SUB : "http://" + local;
    }
  }

  /// Reads the variables, of which each service has its usual one for a local server.
  ///
  /// @throws UserErrorException naming everything that is missing or wrong
  public static GoogleConfiguration from(Map<String, String> variables) {
    var reader = new VariableReader(variables);
    var configuration =
        new GoogleConfiguration(
            reader.required(Variable.GOOGLE_PROJECT, TERRAFORM),
            reader.required(Variable.GOOGLE_LOCATION, TERRAFORM),
            reader.required(BUCKET, TERRAFORM),
            reader.text(DATABASE).orElse("(default)"),
            reader.text(JOB).orElse("code-developer"),
            reader.text(QUEUE).orElse("code-developer"),
            reader.required(TASKS_ACCOUNT, TERRAFORM),
            endpoints(reader));
    CloudLog.level(reader);
    reader.check();
    return configuration;
  }

  private static Endpoints endpoints(VariableReader reader) {
    var given = new TreeMap<String, String>();
    for (var one : ENDPOINTS) {
      reader
          .parsed(one, GoogleConfiguration::address, "host:port, or unset it")
          .ifPresent(address -> given.put(one.name(), address));
    }
    var environment = reader.text(Variable.ENVIRONMENT).orElse(PRODUCTION);
    if (!given.isEmpty() && environment.equals(PRODUCTION)) {
      reader.problem(
          "%s: a server that stands in for Google's is not for production; unset it, or set ENVIRONMENT to something else"
              .formatted(String.join(", ", given.keySet())));
    }
    return new Endpoints(given);
  }

  /// Storage's own variable is a URL, the others are `host:port`.
  private static Optional<String> address(String given) {
    return Optional.of(given.replaceFirst("^https?://", "").replaceFirst("/$", ""))
        .filter(it -> it.matches("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9_.-]+):[0-9]{1,5}"));
  }
}
