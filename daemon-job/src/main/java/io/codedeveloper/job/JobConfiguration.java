package io.codedeveloper.job;

import static io.codedeveloper.platform.Variable.Reader.JOB;
import static io.codedeveloper.platform.Variable.Reader.RUN_ONCE;
import static io.codedeveloper.platform.Variable.Reader.UP;

import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.job.registry.RegistryAccess;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How an execution reaches the world outside its platform. No secret is in it.
///
/// @param data the directory for caches, work trees and logs
/// @param sandbox `auto`, `bubblewrap`, `cloud-run` or `none` (only on one machine)
/// @param messagesUrl base URL of the Messages API, without `/v1`
/// @param gitHubApiUrl base URL of GitHub's API; empty: GitHub's own
/// @param prices lines that override the price table
/// @param searchPath the variable PATH, where the repository's tools are looked for
/// @param home the user's home directory, out of which nothing but tools on the path is shown to
///   commands
/// @param taskTimeout how long the platform lets one execution run; empty: as long as it likes
/// @param registries where a repository's `setup` may fetch from
public record JobConfiguration(
    Path data,
    String sandbox,
    String messagesUrl,
    Optional<String> gitHubApiUrl,
    Optional<String> prices,
    String searchPath,
    Path home,
    Optional<Duration> taskTimeout,
    RegistryAccess registries) {
  /// What one execution must have to get anything done before it ends itself.
  private static final Duration SHORTEST_TASK = Duration.ofMinutes(5);

  /// Cloud Run's own limit.
  private static final Duration LONGEST_TASK = Duration.ofDays(7);

  /// Anthropic's own service.
  public static final String DEFAULT_MESSAGES_URL = "https://api.anthropic.com";

  private static final List<String> SANDBOXES = List.of("auto", "bubblewrap", "cloud-run", "none");

  /// Where the key of the model's service is for.
  public static final Variable MESSAGES_URL =
      Variable.of(
              "ANTHROPIC_BASE_URL",
              "another server of the same API: a gateway, a local model, a recorded session",
              RUN_ONCE,
              UP,
              JOB)
          .usually(DEFAULT_MESSAGES_URL);

  /// Where the token of the Git host is for.
  public static final Variable GITHUB_URL =
      Variable.of("GITHUB_API_URL", "GitHub Enterprise", RUN_ONCE, UP, JOB)
          .usually("https://api.github.com");

  static final Variable SANDBOX =
      Variable.of(
              "CODE_DEVELOPER_SANDBOX",
              "`auto`, `bubblewrap` or `cloud-run`: refuse to start without isolation · `none`: run"
                  + " with your rights (refused in Google Cloud)",
              RUN_ONCE,
              UP,
              JOB)
          .usually("auto");
  static final Variable PRICES =
      Variable.of(
          "CODE_DEVELOPER_PRICES",
          "lines `model = input, output` or `model = input, output, cache write 5 min, cache write"
              + " 1 h, cache read` (dollars per million tokens), which override the table that"
              + " ships",
          RUN_ONCE,
          UP,
          JOB);
  static final Variable TASK_TIMEOUT =
      Variable.of(
              "CODE_DEVELOPER_TASK_TIMEOUT",
              "seconds after which the platform ends one execution (300 to 604800): it ends itself"
                  + " a minute before",
              UP,
              JOB)
          .usuallyAsDescribed("no limit");

  /// Set by Cloud Run in every execution of a job; declared where the cloud is configured.
  private static final String EXECUTION_IN_THE_CLOUD = "CLOUD_RUN_JOB";

  /// What an execution reads.
  public static final List<Variable> VARIABLES =
      Stream.of(
              List.of(MESSAGES_URL, GITHUB_URL, SANDBOX),
              RegistryAccess.VARIABLES,
              List.of(PRICES, TASK_TIMEOUT))
          .flatMap(List::stream)
          .toList();

  /// Reads the environment and reports every problem at once.
  ///
  /// @throws UserErrorException naming each variable that is wrong
  public static JobConfiguration from(Path data, Map<String, String> environment) {
    var reader = new VariableReader(environment);
    var configuration = read(reader, data, environment);
    reader.check();
    return configuration;
  }

  /// Reads the environment; the reader keeps what is wrong.
  public static JobConfiguration read(
      VariableReader reader, Path data, Map<String, String> environment) {
    var sandbox =
        reader.parsed(
            SANDBOX, JobConfiguration::knownSandbox, "one of " + String.join(", ", SANDBOXES));
    if (sandbox.equals(Optional.of("none")) && isInTheCloud(reader, environment)) {
      reader.problem(
          "CODE_DEVELOPER_SANDBOX is 'none', and in Google Cloud nothing runs without a sandbox;"
              + " unset it");
    }
    return new JobConfiguration(
        data,
        sandbox.orElse("auto"),
        reader.url(MESSAGES_URL).orElse(DEFAULT_MESSAGES_URL),
        reader.url(GITHUB_URL),
        prices(reader),
        environment.getOrDefault("PATH", ""),
        Path.of(environment.getOrDefault("HOME", "/")),
        reader
            .number(TASK_TIMEOUT, (int) SHORTEST_TASK.toSeconds(), (int) LONGEST_TASK.toSeconds())
            .map(Duration::ofSeconds),
        reader
            .including(() -> RegistryAccess.from(environment))
            .orElseGet(RegistryAccess::standard));
  }

  private static boolean isInTheCloud(VariableReader reader, Map<String, String> environment) {
    return !environment.getOrDefault(EXECUTION_IN_THE_CLOUD, "").isBlank()
        || reader.text(Variable.PLATFORM).filter(it -> !it.equals(JobPlatform.LOCAL)).isPresent();
  }

  private static Optional<String> prices(VariableReader reader) {
    var lines = reader.text(PRICES);
    reader.including(() -> lines.map(PriceTable.shipped()::with));
    return lines;
  }

  private static Optional<String> knownSandbox(String name) {
    return Optional.of(name).filter(SANDBOXES::contains);
  }

  public JobConfiguration withSandbox(String wanted) {
    return new JobConfiguration(
        data, wanted, messagesUrl, gitHubApiUrl, prices, searchPath, home, taskTimeout, registries);
  }

  public JobConfiguration withMessagesUrl(String url) {
    return new JobConfiguration(
        data, sandbox, url, gitHubApiUrl, prices, searchPath, home, taskTimeout, registries);
  }
}
