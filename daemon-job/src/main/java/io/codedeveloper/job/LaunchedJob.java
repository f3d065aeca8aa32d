package io.codedeveloper.job;

import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.local.JobCommand;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a host tells the job's process, and how the process reads it. Secrets go through standard
/// input instead.
///
/// @param request which iteration, under which fence
/// @param configuration how it reaches the world
public record LaunchedJob(JobRequest request, JobConfiguration configuration) {
  private static final String DATA = "CODE_DEVELOPER_DATA";
  private static final String PROJECT = "CODE_DEVELOPER_PROJECT";
  private static final String ITERATION = "CODE_DEVELOPER_ITERATION";
  private static final String FENCE = "CODE_DEVELOPER_FENCE";

  /// Reads what [#command] wrote.
  ///
  /// @throws UserErrorException when something is missing: the job is started by a host, not by
  ///   hand
  static LaunchedJob from(Map<String, String> environment) {
    var request =
        new JobRequest(
            required(environment, PROJECT),
            required(environment, ITERATION),
            Long.parseLong(required(environment, FENCE)));
    var data = Path.of(required(environment, DATA));
    return new LaunchedJob(request, JobConfiguration.from(data, environment));
  }

  /// The command line of a Java process that does this job.
  ///
  /// @param javaHome of the Java to use
  /// @param classPath that holds this class
  public JobCommand command(Path javaHome, String classPath) {
    var java = javaHome.resolve("bin").resolve("java").toString();
    var variables = new HashMap<String, String>();
    variables.put(DATA, configuration.data().toString());
    variables.put(PROJECT, request.project());
    variables.put(ITERATION, request.iteration());
    variables.put(FENCE, Long.toString(request.fence()));
    variables.put("CODE_DEVELOPER_SANDBOX", configuration.sandbox());
    variables.put("ANTHROPIC_BASE_URL", configuration.messagesUrl());
    configuration.gitHubApiUrl().ifPresent(url -> variables.put("GITHUB_API_URL", url));
    configuration
        .taskTimeout()
        .ifPresent(timeout ->
            variables.put(JobConfiguration.TASK_TIMEOUT, Long.toString(timeout.toSeconds())));
    variables.putAll(configuration.registries().variables());
    configuration.prices().ifPresent(prices -> variables.put("CODE_DEVELOPER_PRICES", prices));
    return new JobCommand(
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            Main.class.getName()),
        variables);
  }

  private static String required(Map<String, String> environment, String name) {
    var value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new UserErrorException(
          name + " is not set; jobs are started by `project-manager local up`, not by hand");
    }
    return value;
  }
}
