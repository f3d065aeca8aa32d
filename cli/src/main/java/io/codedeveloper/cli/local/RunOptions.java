package io.codedeveloper.cli.local;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.JobConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a run on this machine needs to know about the repository and the agent.
public final class RunOptions {
  @Option(
      names = "--base",
      paramLabel = "BRANCH",
      description = "Where work starts and pull requests go (default: main).")
  private String base = ProjectSettings.DEFAULT_BASE_BRANCH;

  @Option(
      names = "--roadmap",
      paramLabel = "PATH",
      description = "The roadmap in the repository (default: docs/ROADMAP.md).")
  private String roadmap = ProjectSettings.DEFAULT_ROADMAP_PATH;

  @Option(
      names = "--sandbox",
      paramLabel = "KIND",
      description = "auto (default), bubblewrap, or none: then commands run with your rights.")
  private Optional<String> sandbox = Optional.empty();

  @Option(names = "--model", paramLabel = "NAME", description = "The model that does the work.")
  private Optional<String> model = Optional.empty();

  @Mixin private BudgetOptions budget = new BudgetOptions();

  /// The settings for a repository. Budgets and schedule that nobody names stay what they are where
  /// the installation knows the project: a second command must not raise what the first one
  /// limited.
  public ProjectSettings settings(
      Installation installation, String repository, Optional<String> schedule) {
    var with = installation.with();
    var usual = ProjectSettings.of(located(with, repository));
    var before = installation.settings(usual.repository()).orElse(usual);
    return new ProjectSettings(
        usual.repository(),
        base,
        roadmap,
        usual.testCommand(),
        usual.agent(),
        model.or(() -> with.variable("CODE_DEVELOPER_MODEL")).orElse(usual.model()),
        budget.over(before.budgets(), with),
        schedule.orElse(before.schedule()));
  }

  /// How the job reaches the world.
  public JobConfiguration configuration(Surroundings with, Path data) {
    var configuration = JobConfiguration.from(data, with.environment());
    return sandbox.map(configuration::withSandbox).orElse(configuration);
  }

  /// A path becomes absolute, so that the job means the same one wherever it runs.
  private static String located(Surroundings with, String repository) {
    if (repository.contains("://") || !Files.exists(with.resolve(Path.of(repository)))) {
      return repository;
    }
    return with.resolve(Path.of(repository)).toString();
  }
}
