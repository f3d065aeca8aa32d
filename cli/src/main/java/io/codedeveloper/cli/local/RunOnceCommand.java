package io.codedeveloper.cli.local;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.ProjectNames;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Does one priority in the foreground.
@Command(
    name = "run-once",
    description = {
      "Does one priority of a roadmap: a tested commit, a pushed branch, a pull request.",
      "What was interrupted or answered goes on first. ANTHROPIC_API_KEY and, for GitHub,"
          + " GITHUB_TOKEN come from the environment or DIR/secrets.json.",
      "Exit code 0 pull request made or found, 10 nothing to do, 11 waiting for an answer,"
          + " 12 gave up or blocked, 20 try again, 1 you must change something."
    })
public final class RunOnceCommand implements Callable<Integer> {
  private final Surroundings with;

  @Option(
      names = "--repository",
      required = true,
      paramLabel = "URL_OR_PATH",
      description = "The repository, over https or a path.")
  private String repository = "";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Where the daemon keeps its memory; made where it is missing.")
  private Path data = Path.of(".");

  @Option(
      names = "--priority",
      paramLabel = "ID",
      description = "Only this priority (default: whichever is next).")
  private Optional<String> priority = Optional.empty();

  @Mixin private RunOptions options = new RunOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public RunOnceCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    if (repository.isBlank()) {
      throw new UserErrorException(
          "--repository is empty; name a repository, over https or as a path");
    }
    var directory = with.resolve(data);
    var stop = new StopSignal();
    var configuration = options.configuration(with, directory);
    var secrets = Installation.secrets(with, directory);
    try (var _ = Interruption.stopping(stop, with.console());
        var installation = Installation.open(with, directory, secrets)) {
      var settings = options.settings(installation, repository, Optional.empty());
      var progress = output.json() ? Progress.silent() : new LiveProgress(with.console());
      var report =
          new Foreground(installation, configuration).run(settings, priority, stop, progress);
      if (output.json()) {
        with.console().json(report.json());
      } else {
        new Closing(with.console(), daemon(installation, settings)).show(report);
      }
      return report.iteration().outcome().orElseThrow().exitCode();
    }
  }

  private String daemon(Installation installation, ProjectSettings settings) {
    var here = "--data " + data;
    return installation.projects().size() == 1
        ? here
        : here + " --project " + ProjectNames.of(settings.repository());
  }
}
