package io.codedeveloper.cli.local;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.job.JobConfiguration;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a run on this machine needs to know about the repository and the agent.
public final class RunOptions {
  private static final Variable MODEL =
      Variable.of(
              "CODE_DEVELOPER_MODEL",
              "the model, where `--model` does not name one",
              Variable.Reader.RUN_ONCE,
              Variable.Reader.UP)
          .usually(ProjectSettings.DEFAULT_MODEL);
  private static final Variable ROADMAP =
      Variable.of(
              "ROADMAP_PATH",
              "the roadmap in the repository, where `--roadmap` does not name one",
              Variable.Reader.RUN_ONCE,
              Variable.Reader.UP)
          .usually(ProjectSettings.DEFAULT_ROADMAP_PATH);

  /// What stands in for options.
  public static final List<Variable> VARIABLES =
      Stream.concat(Stream.of(ROADMAP, MODEL), BudgetOptions.VARIABLES.stream()).toList();

  @Option(
      names = "--base",
      paramLabel = "BRANCH",
      description = "Where work starts and pull requests go (default: main).")
  private String base = ProjectSettings.DEFAULT_BASE_BRANCH;

  @Option(
      names = "--roadmap",
      paramLabel = "PATH",
      description = "The roadmap in the repository (default: docs/ROADMAP.md).")
  private Optional<String> roadmap = Optional.empty();

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
        roadmap
            .or(() -> with.variable(ROADMAP).map(String::strip))
            .orElse(ProjectSettings.DEFAULT_ROADMAP_PATH),
        usual.testCommand(),
        usual.agent(),
        model.or(() -> with.variable(MODEL)).orElse(usual.model()),
        budget.over(before.budgets(), with),
        schedule.orElse(before.schedule()));
  }

  /// How the job reaches the world.
  ///
  /// @throws UserErrorException naming every setting that is wrong
  public JobConfiguration configuration(Surroundings with, Path data) {
    var reader = new VariableReader(with.environment());
    var configuration = configuration(reader, with, data);
    reader.check();
    return configuration;
  }

  /// The same; the reader keeps what is wrong.
  public JobConfiguration configuration(VariableReader reader, Surroundings with, Path data) {
    if (roadmap.isEmpty()) {
      reader.parsed(ROADMAP, RunOptions::inRepository, "a path in the repository: docs/ROADMAP.md");
    }
    budget.check(reader, with);
    var configuration = JobConfiguration.read(reader, data, with.environment());
    return sandbox.map(configuration::withSandbox).orElse(configuration);
  }

  private static Optional<FilePath> inRepository(String path) {
    try {
      return Optional.of(new FilePath(path));
    } catch (UserErrorException outside) {
      return Optional.empty();
    }
  }

  /// A path becomes absolute, so that the job means the same one wherever it runs.
  private static String located(Surroundings with, String repository) {
    if (repository.contains("://") || !Files.exists(with.resolve(Path.of(repository)))) {
      return repository;
    }
    return with.resolve(Path.of(repository)).toString();
  }
}
