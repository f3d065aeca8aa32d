package io.codedeveloper.endtoend;

import io.codedeveloper.job.Main;
import io.codedeveloper.platform.google.CloudRunJobLauncher;
import io.codedeveloper.platform.google.testing.GcsServer;
import io.codedeveloper.platform.google.testing.LoggingServer;
import io.codedeveloper.platform.google.testing.PubSubEmulator;
import io.codedeveloper.platform.google.testing.RunJobsServer;
import io.codedeveloper.platform.google.testing.SchedulerServer;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import io.codedeveloper.platform.google.testing.TasksServer;
import io.codedeveloper.project.ProjectId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Google Cloud as one project sees it: the emulators, and the servers that stand in for the rest.
///
/// @param project Google Cloud's
/// @param firestore `host:port`
/// @param launched the project of each execution
record CloudServices(
    String project,
    String firestore,
    PubSubEmulator pubSub,
    GcsServer storage,
    SecretManagerServer secrets,
    RunJobsServer jobs,
    TasksServer tasks,
    SchedulerServer scheduler,
    LoggingServer logging,
    Collection<String> launched)
    implements AutoCloseable {
  static final String SIGNING_KEY = "a key of more than thirty-two bytes, for tests";

  private static final String LOCATION = "europe-west1";
  private static final String BUCKET = "blobs";
  private static final String JOB = "code-developer";
  private static final Duration LONGEST_TASK = Duration.ofMinutes(10);

  static CloudServices start(String firestore) {
    var clock = Clock.systemUTC();
    var pubSub = PubSubEmulator.shared();
    var services =
        new CloudServices(
            pubSub.freshProject(),
            firestore,
            pubSub,
            new GcsServer(clock),
            new SecretManagerServer(),
            new RunJobsServer(),
            new TasksServer(clock),
            new SchedulerServer(clock, target -> {}),
            new LoggingServer(clock),
            new ConcurrentLinkedQueue<>());
    services.storage.createBucket(BUCKET, true);
    services.secrets.add(services.project, "API_AUTH_SECRET", SIGNING_KEY);
    services.secrets.add(services.project, "ANTHROPIC_API_KEY", DemoModel.KEY);
    services.tasks.createQueue(services.project, LOCATION, JOB);
    return services;
  }

  /// Makes the job, whose executions are real processes.
  void createJob(Path directory, String modelUrl) {
    var variables = variables();
    variables.put("ANTHROPIC_BASE_URL", modelUrl);
    variables.put("CODE_DEVELOPER_DATA", directory.resolve("job").toString());
    variables.put("HOME", directory.toString());
    variables.put("PATH", System.getenv().getOrDefault("PATH", ""));
    jobs.createJob(
        project,
        LOCATION,
        JOB,
        LONGEST_TASK,
        overrides -> {
          var project = overrides.get(CloudRunJobLauncher.PROJECT);
          launched.add(project);
          var fence = overrides.get(CloudRunJobLauncher.FENCE);
          var log = directory.resolve("job-%s-%s.log".formatted(project, fence));
          return JavaProcess.of(Main.class, variables)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        });
  }

  /// How many executions about a project there were.
  long executions(ProjectId about) {
    return launched.stream().filter(about.value()::equals).count();
  }

  /// What every deployed process finds in its environment.
  Map<String, String> variables() {
    return new HashMap<>(
        Map.ofEntries(
            Map.entry("PLATFORM", "google"),
            Map.entry("ENVIRONMENT", "test"),
            Map.entry("GCP_PROJECT_ID", project),
            Map.entry("GCP_LOCATION", LOCATION),
            Map.entry("GCS_BUCKET", BUCKET),
            Map.entry("CLOUD_RUN_JOB", JOB),
            Map.entry("CLOUD_TASKS_SERVICE_ACCOUNT", "tasks@example.iam.gserviceaccount.com"),
            Map.entry("FIRESTORE_EMULATOR_HOST", firestore),
            Map.entry("PUBSUB_EMULATOR_HOST", pubSub.address()),
            Map.entry("STORAGE_EMULATOR_HOST", storage.address()),
            Map.entry("SECRET_MANAGER_ENDPOINT", secrets.server().address()),
            Map.entry("CLOUD_RUN_ENDPOINT", jobs.server().address()),
            Map.entry("CLOUD_TASKS_ENDPOINT", tasks.server().address()),
            Map.entry("CLOUD_SCHEDULER_ENDPOINT", scheduler.server().address()),
            Map.entry("CLOUD_LOGGING_ENDPOINT", logging.server().address())));
  }

  @Override
  public void close() {
    try (var all = new Opened()) {
      List.of(storage, secrets, tasks, scheduler, logging, jobs).forEach(all::kept);
    }
  }
}
