package io.codedeveloper.job;

import io.codedeveloper.job.registry.RegistryAccess;
import io.codedeveloper.platform.UserErrorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /// The variable with [#taskTimeout] in seconds.
  static final String TASK_TIMEOUT = "CODE_DEVELOPER_TASK_TIMEOUT";

  /// Set by Cloud Run in every execution of a job.
  private static final String EXECUTION_IN_THE_CLOUD = "CLOUD_RUN_JOB";

  /// Anthropic's own service.
  public static final String DEFAULT_MESSAGES_URL = "https://api.anthropic.com";

  /// Reads the environment and reports every problem at once.
  ///
  /// @throws UserErrorException naming each variable that is wrong
  public static JobConfiguration from(Path data, Map<String, String> environment) {
    var problems = new ArrayList<String>();
    var configuration =
        new JobConfiguration(
            data,
            given(environment, "CODE_DEVELOPER_SANDBOX").orElse("auto"),
            url(environment, "ANTHROPIC_BASE_URL", problems).orElse(DEFAULT_MESSAGES_URL),
            url(environment, "GITHUB_API_URL", problems),
            given(environment, "CODE_DEVELOPER_PRICES"),
            environment.getOrDefault("PATH", ""),
            Path.of(environment.getOrDefault("HOME", "/")),
            timeout(environment, problems),
            registries(environment, problems));
    if (configuration.sandbox().equals("none") && isInTheCloud(environment)) {
      problems.add(
          "CODE_DEVELOPER_SANDBOX is 'none', and in Google Cloud nothing runs without a sandbox; unset it");
    }
    if (!problems.isEmpty()) {
      throw new UserErrorException(String.join("\n", problems));
    }
    return configuration;
  }

  private static boolean isInTheCloud(Map<String, String> environment) {
    return given(environment, EXECUTION_IN_THE_CLOUD).isPresent()
        || given(environment, JobPlatform.VARIABLE)
            .filter(name -> !name.equals(JobPlatform.LOCAL))
            .isPresent();
  }

  public JobConfiguration withSandbox(String wanted) {
    return new JobConfiguration(
        data, wanted, messagesUrl, gitHubApiUrl, prices, searchPath, home, taskTimeout, registries);
  }

  public JobConfiguration withMessagesUrl(String url) {
    return new JobConfiguration(
        data, sandbox, url, gitHubApiUrl, prices, searchPath, home, taskTimeout, registries);
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  private static Optional<Duration> timeout(
      Map<String, String> environment, List<String> problems) {
    var value = given(environment, TASK_TIMEOUT);
    var seconds = value.filter(text -> text.matches("[0-9]{1,7}")).map(Long::parseLong);
    var timeout =
        seconds.map(Duration::ofSeconds).filter(it -> !it.minus(SHORTEST_TASK).isNegative());
    if (value.isPresent() && timeout.isEmpty()) {
      problems.add(
          "%s is '%s'; write the platform's timeout of one execution in seconds, at least %d"
              .formatted(TASK_TIMEOUT, value.get(), SHORTEST_TASK.toSeconds()));
    }
    return timeout;
  }

  private static RegistryAccess registries(Map<String, String> environment, List<String> problems) {
    try {
      return RegistryAccess.from(environment);
    } catch (UserErrorException wrong) {
      problems.add(String.valueOf(wrong.getMessage()));
      return RegistryAccess.standard();
    }
  }

  private static Optional<String> url(
      Map<String, String> environment, String name, List<String> problems) {
    var value = given(environment, name);
    value
        .filter(url -> !isHttp(url))
        .ifPresent(url ->
            problems.add(
                "%s is '%s', which is not an http or https address; correct or unset it"
                    .formatted(name, url)));
    return value;
  }

  private static boolean isHttp(String url) {
    try {
      var uri = new URI(url);
      return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
