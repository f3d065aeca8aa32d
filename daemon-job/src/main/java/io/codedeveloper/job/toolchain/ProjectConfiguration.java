package io.codedeveloper.job.toolchain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a repository says about itself in `code-developer.yml`.
public final class ProjectConfiguration {
  /// The file, in the root of the repository.
  public static final String FILE = "code-developer.yml";

  /// Where the file gives no `setupTimeout`.
  public static final Duration DEFAULT_SETUP_TIMEOUT = Duration.ofMinutes(30);

  /// Where the file gives no `testTimeout`.
  public static final Duration DEFAULT_TEST_TIMEOUT = Duration.ofMinutes(20);

  private final Optional<String> setup;
  private final Optional<String> test;
  private final Optional<String> language;
  private final List<String> protectedPaths;
  private final Duration setupTimeout;
  private final Duration testTimeout;

  ProjectConfiguration(
      Optional<String> setup,
      Optional<String> test,
      Optional<String> language,
      List<String> protectedPaths,
      Optional<Duration> setupTimeout,
      Optional<Duration> testTimeout) {
    this.setup = setup;
    this.test = test;
    this.language = language;
    this.protectedPaths = List.copyOf(protectedPaths);
    this.setupTimeout = setupTimeout.orElse(DEFAULT_SETUP_TIMEOUT);
    this.testTimeout = testTimeout.orElse(DEFAULT_TEST_TIMEOUT);
  }

  /// Of a repository that says nothing.
  public static ProjectConfiguration silent() {
    return new ProjectConfiguration(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /// The command that fetches what the tests need; an empty one says that nothing is needed.
  public Optional<String> setup() {
    return setup;
  }

  /// The command that tests; an empty one says that there is nothing to test with.
  public Optional<String> test() {
    return test;
  }

  /// Which of several toolchains is meant: one of [Detection#LANGUAGES].
  public Optional<String> language() {
    return language;
  }

  /// Paths and patterns (`docs/**`) that the agent must not change.
  public List<String> protectedPaths() {
    return protectedPaths;
  }

  public Duration setupTimeout() {
    return setupTimeout;
  }

  public Duration testTimeout() {
    return testTimeout;
  }
}
