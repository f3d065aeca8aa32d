package io.codedeveloper.job;

import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.Problems;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.local.JobCommand;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /// Where an execution in the cloud keeps its files, which end with it.
  private static final Path DEPLOYED_DATA =
      Path.of(System.getProperty("java.io.tmpdir"), "code-developer");

  /// Reads what [#command] wrote, or what Cloud Run was told.
  ///
  /// @throws UserErrorException naming each variable that is missing or wrong
  static LaunchedJob from(Map<String, String> environment) {
    var problems = new Problems();
    var project = required(environment, PROJECT, problems);
    var iteration = required(environment, ITERATION, problems);
    var fence = fence(required(environment, FENCE, problems), problems);
    var data = data(environment, problems);
    var configuration = problems.attempt(() -> JobConfiguration.from(data, environment));
    problems.refuse();
    return new LaunchedJob(new JobRequest(project, iteration, fence), configuration.orElseThrow());
  }

  private static Path data(Map<String, String> environment, Problems problems) {
    return JobPlatform.isLocal(environment)
        ? Path.of(required(environment, DATA, problems))
        : Optional.ofNullable(environment.get(DATA)).map(Path::of).orElse(DEPLOYED_DATA);
  }

  private static long fence(String text, Problems problems) {
    if (text.matches("[0-9]{1,18}")) {
      return Long.parseLong(text);
    }
    if (!text.isEmpty()) {
      problems.add("%s is '%s', which is no fencing token".formatted(FENCE, text));
    }
    return 0;
  }

  /// The command line of a Java process that does this job.
  ///
  /// @param javaHome of the Java to use
  /// @param classPath that holds this class
  public JobCommand command(Path javaHome, String classPath) {
    var java = javaHome.resolve("bin").resolve("java").toString();
    var variables = new HashMap<String, String>();
    variables.put(JobPlatform.VARIABLE, JobPlatform.LOCAL);
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

  private static String required(Map<String, String> environment, String name, Problems problems) {
    var value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      problems.add(name + " is not set; jobs are started by the dispatcher, not by hand");
    }
    return value;
  }
}
