package io.codedeveloper.cli.local;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.notification.Notification;
import java.nio.file.Path;

/// The last lines of a run in the foreground: what came of it, and what to do now.
record Closing(Console console, Path data) {
  private static final String FACT = "%-14s";

  void show(RunReport report) {
    var iteration = report.iteration();
    var outcome = iteration.outcome().orElseThrow();
    console.blank();
    console.line(
        Line.of(style(outcome), "%-14s".formatted(outcome.wireName().replace('_', ' ')))
            .and(iteration.outcomeMessage().orElse("")));
    facts(report);
    switch (outcome) {
      case WAITING -> report.told().forEach(this::question);
      case TRY_AGAIN, STOPPED ->
          console.line("Run the same command again; it goes on where this run ended.");
      case PULL_REQUEST, NOTHING_TO_DO, NOTHING_UNDERSTOOD, GAVE_UP, BLOCKED, USER_ERROR -> {}
    }
  }

  void facts(RunReport report) {
    var iteration = report.iteration();
    iteration
        .commit()
        .ifPresent(commit ->
            fact("branch", iteration.branch().orElse("") + " at " + commit.substring(0, 10)));
    report.testsLine().ifPresent(line -> fact("tests", line));
    if (usedModel(iteration)) {
      fact("cost", report.costLine());
    }
  }

  private static boolean usedModel(Iteration iteration) {
    return iteration.usage().total() > 0;
  }

  private void fact(String name, String value) {
    console.line(Line.of(Style.DIM, FACT.formatted(name)).and(value));
  }

  private void question(Notification notification) {
    if (notification.requiresResponse() && notification.response().isEmpty()) {
      console.blank();
      console.prose("  ", notification.message());
      if (!notification.choices().isEmpty()) {
        console.line("  choices: " + String.join(" | ", notification.choices()));
      }
      console.line(
          Line.of(
              Style.CYAN,
              "  answer with: project-manager respond %s \"…\" --data %s"
                  .formatted(notification.id(), data)));
      console.line("  then run the same command again");
    }
  }

  private static Style style(IterationOutcome outcome) {
    return switch (outcome) {
      case PULL_REQUEST -> Style.GREEN;
      case NOTHING_TO_DO -> Style.BOLD;
      case WAITING, STOPPED, TRY_AGAIN -> Style.YELLOW;
      case NOTHING_UNDERSTOOD, GAVE_UP, BLOCKED, USER_ERROR -> Style.RED;
    };
  }
}
