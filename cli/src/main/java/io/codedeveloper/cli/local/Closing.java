package io.codedeveloper.cli.local;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.notification.Notification;

/// The last lines of a run in the foreground: what came of it, and what to do now.
///
/// @param daemon the options that name the daemon in another command
record Closing(Console console, String daemon) {
  private static final String FACT = "%-14s";

  void show(RunReport report) {
    var iteration = report.iteration();
    var outcome = iteration.outcome().orElseThrow();
    var message = iteration.outcomeMessage().orElse("");
    console.blank();
    switch (outcome) {
      case PULL_REQUEST -> console.line(Line.of(Style.GREEN, "done          ").and(message));
      case NOTHING_TO_DO -> console.line(Line.of(Style.BOLD, "nothing to do: ").and(message));
      case WAITING -> console.line(Line.of(Style.YELLOW, "waiting for your answer: ").and(message));
      case NOTHING_UNDERSTOOD, USER_ERROR, PRIORITY_OVER_BUDGET, OVER_BUDGET ->
          console.problem("project-manager: " + message);
      case GAVE_UP, BLOCKED, TRY_AGAIN, STOPPED, OUT_OF_TIME ->
          console.problem(
              "project-manager: " + outcome.wireName().replace('_', ' ') + ": " + message);
    }
    facts(report);
    after(outcome, report);
  }

  private void after(IterationOutcome outcome, RunReport report) {
    switch (outcome) {
      case WAITING -> report.told().forEach(this::question);
      case TRY_AGAIN, STOPPED, OUT_OF_TIME ->
          console.line("Run the same command again; it goes on where this run ended.");
      case PULL_REQUEST,
          NOTHING_TO_DO,
          NOTHING_UNDERSTOOD,
          GAVE_UP,
          BLOCKED,
          USER_ERROR,
          PRIORITY_OVER_BUDGET,
          OVER_BUDGET -> {}
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
              "  answer with: project-manager respond %s \"…\" %s"
                  .formatted(notification.id(), daemon)));
      console.line("  then run the same command again");
    }
  }
}
