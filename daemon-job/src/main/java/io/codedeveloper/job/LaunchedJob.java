package io.codedeveloper.job;

import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import io.codedeveloper.platform.local.JobCommand;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final String BY_HAND = "jobs are started by the dispatcher, not by hand";

  private static final Variable DATA =
      told("CODE_DEVELOPER_DATA", "its data directory")
          .usuallyAsDescribed("in the cloud `code-developer` in the temporary directory");
  private static final Variable PROJECT = told("CODE_DEVELOPER_PROJECT", "the project");
  private static final Variable ITERATION = told("CODE_DEVELOPER_ITERATION", "the iteration");
  private static final Variable FENCE = told("CODE_DEVELOPER_FENCE", "the lease's fencing token");

  /// What a job is told by what starts it.
  public static final List<Variable> VARIABLES = List.of(DATA, PROJECT, ITERATION, FENCE);

  /// Where an execution in the cloud keeps its files, which end with it.
  private static final Path DEPLOYED_DATA =
      Path.of(System.getProperty("java.io.tmpdir"), "code-developer");

  private static Variable told(String name, String what) {
    return Variable.of(name, what + "; set by what starts the job", Variable.Reader.JOB);
  }

  /// Reads what [#command] wrote.
  ///
  /// @throws UserErrorException naming all that is missing or wrong: the job is started by a host,
  ///   not by hand
  static LaunchedJob from(Map<String, String> environment) {
    var reader = new VariableReader(environment);
    var project = reader.required(PROJECT, BY_HAND);
    var iteration = reader.required(ITERATION, BY_HAND);
    reader.required(FENCE, BY_HAND);
    var fence = reader.parsed(FENCE, LaunchedJob::fence, "a whole number");
    var data = data(reader, environment);
    var configuration = JobConfiguration.read(reader, data, environment);
    reader.check();
    return new LaunchedJob(new JobRequest(project, iteration, fence.orElseThrow()), configuration);
  }

  private static Path data(VariableReader reader, Map<String, String> environment) {
    return JobPlatform.isLocal(environment)
        ? Path.of(reader.required(DATA, BY_HAND))
        : reader.text(DATA).map(Path::of).orElse(DEPLOYED_DATA);
  }

  private static Optional<Long> fence(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /// The command line of a Java process that does this job.
  ///
  /// @param javaHome of the Java to use
  /// @param classPath that holds this class
  /// @param javaOptions what that class path needs besides
  public JobCommand command(Path javaHome, String classPath, List<String> javaOptions) {
    var java = javaHome.resolve("bin").resolve("java").toString();
    var variables = new HashMap<String, String>();
    variables.put(Variable.PLATFORM.name(), JobPlatform.LOCAL);
    variables.put(DATA.name(), configuration.data().toString());
    variables.put(PROJECT.name(), request.project());
    variables.put(ITERATION.name(), request.iteration());
    variables.put(FENCE.name(), Long.toString(request.fence()));
    variables.put(JobConfiguration.SANDBOX.name(), configuration.sandbox());
    variables.put(JobConfiguration.MESSAGES_URL.name(), configuration.messagesUrl());
    configuration
        .gitHubApiUrl()
        .ifPresent(url -> variables.put(JobConfiguration.GITHUB_URL.name(), url));
    configuration
        .taskTimeout()
        .ifPresent(timeout ->
            variables.put(
                JobConfiguration.TASK_TIMEOUT.name(), Long.toString(timeout.toSeconds())));
    variables.putAll(configuration.registries().variables());
    configuration
        .prices()
        .ifPresent(prices -> variables.put(JobConfiguration.PRICES.name(), prices));
    var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    return new JobCommand(command, variables);
  }
}
