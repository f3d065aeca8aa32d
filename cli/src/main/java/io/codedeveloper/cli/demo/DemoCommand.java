package io.codedeveloper.cli.demo;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.local.Foreground;
import io.codedeveloper.cli.local.Installation;
import io.codedeveloper.cli.local.Interruption;
import io.codedeveloper.cli.local.LiveProgress;
import io.codedeveloper.cli.local.RunReport;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.JobConfiguration;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.StopSignal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows a priority becoming a pull request, without account, key or network.
@Command(
    name = "demo",
    description = {
      "Shows a priority of a roadmap becoming a pull request, without account, key or network.",
      "The model's part is a recorded session; all else is the real thing. Every run takes the"
          + " next priority. Exit code 10 when there is nothing left to do."
    })
public final class DemoCommand implements Callable<Integer> {
  private final Surroundings with;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where it happens (default: ~/.local/share/code-developer/demo).")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--reset", description = "Begin anew.")
  private boolean reset;

  @Mixin private OutputOptions output = new OutputOptions();

  public DemoCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var path = data.map(with::resolve).orElseGet(() -> with.data().resolve("demo"));
    if (reset) {
      DemoDirectory.delete(path);
    }
    var directory = DemoDirectory.take(path);
    var repository = DemoRepository.in(path, with.clock());
    var story = new DemoStory(with.console(), directory, repository);
    var report = run(story, directory, repository);
    if (output.json()) {
      with.console().json(report.json());
    } else {
      story.end(report);
    }
    return report.iteration().outcome().orElseThrow().exitCode();
  }

  private RunReport run(DemoStory story, DemoDirectory directory, Path repository) {
    var choice = DemoSandbox.choose(with);
    if (!output.json()) {
      story.begin(choice);
    }
    var stop = new StopSignal();
    var secrets = RecordedModel.secrets(Installation.secrets(with, directory.path()));
    try (var _ = Interruption.stopping(stop, with.console());
        var model = RecordedModel.start();
        var installation = Installation.open(with, directory.path(), secrets)) {
      var configuration =
          JobConfiguration.from(directory.path(), with.environment())
              .withSandbox(choice.name())
              .withMessagesUrl(model.url());
      var progress = output.json() ? Progress.silent() : new LiveProgress(with.console());
      return new Foreground(installation, configuration)
          .run(ProjectSettings.of(repository.toString()), Optional.empty(), stop, progress);
    }
  }
}
