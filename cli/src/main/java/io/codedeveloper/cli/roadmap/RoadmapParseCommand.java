package io.codedeveloper.cli.roadmap;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Table;
import io.codedeveloper.roadmap.Eligibility;
import io.codedeveloper.roadmap.PriorityStatus;
import io.codedeveloper.roadmap.Roadmap;
import io.codedeveloper.roadmap.RoadmapSelector;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows what of a roadmap is understood.
@Command(name = "parse", description = "Shows the priorities that a roadmap file has.")
public final class RoadmapParseCommand implements Callable<Integer> {
  private final Surroundings with;

  @Parameters(paramLabel = "FILE", description = "The roadmap, docs/ROADMAP.md for instance.")
  private Path file = Path.of("ROADMAP.md");

  @Mixin private OutputOptions output = new OutputOptions();

  public RoadmapParseCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var roadmap = RoadmapFile.read(with.resolve(file));
    if (output.json()) {
      var next = new RoadmapSelector(Eligibility.BY_FILE_ALONE).next(roadmap);
      with.console().json(RoadmapJson.parsed(roadmap, next));
    } else {
      print(roadmap);
    }
    return ExitCode.DONE;
  }

  private void print(Roadmap roadmap) {
    var table = new Table("LINE", "ID", "STATUS", "TITLE");
    for (var priority : roadmap.priorities()) {
      table.row(
          Line.of(Style.DIM, String.valueOf(priority.line())),
          Line.of(Style.BOLD, priority.id().text()),
          Line.of(style(priority.status()), priority.status().wire()),
          Line.of(priority.title()));
    }
    if (roadmap.priorities().isEmpty()) {
      with.console().line("no priorities");
    } else {
      table.printTo(with.console());
    }
    var problems = roadmap.problems().size();
    if (problems > 0) {
      with.console()
          .hint(
              Line.of(
                  "%d %s not understood; see: project-manager roadmap lint %s"
                      .formatted(problems, problems == 1 ? "place was" : "places were", file)));
    }
  }

  private static Style style(PriorityStatus status) {
    return switch (status) {
      case COMPLETE -> Style.GREEN;
      case IN_PROGRESS -> Style.CYAN;
      case BLOCKED, MANUAL_REVIEW -> Style.YELLOW;
      case PLANNED -> Style.PLAIN;
      case OTHER -> Style.DIM;
    };
  }
}
