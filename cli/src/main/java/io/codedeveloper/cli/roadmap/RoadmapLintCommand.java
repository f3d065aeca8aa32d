package io.codedeveloper.cli.roadmap;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.roadmap.Priority;
import io.codedeveloper.roadmap.PriorityStatus;
import io.codedeveloper.roadmap.Roadmap;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Tells the author of a roadmap what is not understood, where, and what to write instead.
@Command(
    name = "lint",
    description = {
      "Says what in a roadmap file is not understood, and what to write instead.",
      "Exit code 0 when all is understood, 1 otherwise."
    })
public final class RoadmapLintCommand implements Callable<Integer> {
  private final Surroundings with;

  @Parameters(paramLabel = "FILE", description = "The roadmap, docs/ROADMAP.md for instance.")
  private Path file = Path.of("ROADMAP.md");

  @Mixin private OutputOptions output = new OutputOptions();

  public RoadmapLintCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var roadmap = RoadmapFile.read(with.resolve(file));
    var clean = roadmap.problems().isEmpty() && roadmap.isUnderstood();
    if (output.json()) {
      with.console().json(report(roadmap));
    } else {
      print(roadmap);
    }
    return clean ? ExitCode.DONE : ExitCode.USER_MUST_ACT;
  }

  private void print(Roadmap roadmap) {
    var console = with.console();
    for (var problem : roadmap.problems()) {
      console.line(
          Line.of(Style.BOLD, "%s:%d: ".formatted(file, problem.line())).and(problem.message()));
      if (!problem.suggestion().isBlank()) {
        console.prose("    ", problem.suggestion());
      }
    }
    if (!roadmap.isUnderstood()) {
      HowToWrite.explain(console, file);
      return;
    }
    var priorities = roadmap.priorities().size();
    var count = roadmap.problems().size();
    console.line(
        "%s: %s (%s), %s"
            .formatted(
                file,
                priorities == 1 ? "1 priority" : priorities + " priorities",
                byStatus(roadmap.priorities()),
                count == 0 ? "no problems" : count == 1 ? "1 problem" : count + " problems"));
  }

  private static String byStatus(List<Priority> priorities) {
    var counts =
        priorities.stream().collect(Collectors.groupingBy(Priority::status, Collectors.counting()));
    return List.of(PriorityStatus.values()).stream()
        .filter(counts::containsKey)
        .map(status -> counts.get(status) + " " + status.wire().replace('_', ' '))
        .collect(Collectors.joining(", "))
        .toLowerCase(Locale.ROOT);
  }

  private static Report report(Roadmap roadmap) {
    return new Report(
        roadmap.isUnderstood(),
        roadmap.priorities().size(),
        roadmap.problems().stream()
            .map(found -> new Finding(found.line(), found.message(), found.suggestion()))
            .toList());
  }

  private record Finding(int line, String message, String suggestion) {}

  private record Report(boolean understood, int priorities, List<Finding> problems) {}
}
