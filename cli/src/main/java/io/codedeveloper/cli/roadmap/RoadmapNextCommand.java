package io.codedeveloper.cli.roadmap;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.roadmap.Eligibility;
import io.codedeveloper.roadmap.NextPriority;
import io.codedeveloper.roadmap.NextPriority.Skipped;
import io.codedeveloper.roadmap.RoadmapSelector;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says which priority comes next and why.
@Command(
    name = "next",
    description = {
      "Prints the priority that comes next, in one line.",
      "Exit code 10 when there is nothing to do, 1 when nothing was understood."
    })
public final class RoadmapNextCommand implements Callable<Integer> {
  private final Surroundings with;

  @Parameters(paramLabel = "FILE", description = "The roadmap, docs/ROADMAP.md for instance.")
  private Path file = Path.of("ROADMAP.md");

  @Option(names = "--why", description = "Say why, and why not the ones before it.")
  private boolean why;

  @Mixin private OutputOptions output = new OutputOptions();

  public RoadmapNextCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var roadmap = RoadmapFile.read(with.resolve(file));
    var next = new RoadmapSelector(Eligibility.BY_FILE_ALONE).next(roadmap);
    if (output.json()) {
      with.console().json(RoadmapJson.choice(next));
    } else {
      print(next);
    }
    return switch (next) {
      case NextPriority.Next ignored -> ExitCode.DONE;
      case NextPriority.NothingToDo ignored -> ExitCode.NOTHING_TO_DO;
      case NextPriority.NothingUnderstood ignored -> ExitCode.USER_MUST_ACT;
    };
  }

  private void print(NextPriority next) {
    var console = with.console();
    switch (next) {
      case NextPriority.Next(var priority, var reason, var skipped) -> {
        console.line(
            Line.of(Style.BOLD, priority.name())
                .and(priority.id().isMissing() ? "" : ": " + priority.title())
                .dim(" (line %d)".formatted(priority.line())));
        if (why) {
          console.prose("  ", reason);
          printSkipped(skipped);
        }
      }
      case NextPriority.NothingToDo(var reason, var skipped) -> {
        console.line("nothing to do: " + reason);
        if (why) {
          printSkipped(skipped);
        }
      }
      case NextPriority.NothingUnderstood ignored -> HowToWrite.explain(console, file);
    }
  }

  private void printSkipped(List<Skipped> skipped) {
    for (var one : skipped) {
      with.console()
          .line(
              Line.of("  not ")
                  .bold(one.priority().name())
                  .dim(" (line %d)".formatted(one.priority().line()))
                  .and(": it " + one.whyNot()));
    }
  }
}
