package io.codedeveloper.daemon;

import io.codedeveloper.budget.BudgetRefusal;
import java.time.Duration;
import java.time.Instant;

/// Decides whether the next iteration starts at once or waits for a tick.
final class Pause {
  private static final Duration FIRST_BACKOFF = Duration.ofMinutes(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofHours(1);

  /// What services ask for is believed up to here.
  private static final Duration LONGEST_ASKED = Duration.ofHours(24);

  private Pause() {}

  /// The project after an iteration ended.
  static Project after(Project project, IterationOutcome outcome, Instant now) {
    return switch (outcome) {
      case PULL_REQUEST, WAITING, PRIORITY_OVER_BUDGET, GAVE_UP, BLOCKED, STOPPED, OUT_OF_TIME ->
          project.unpaused();
      case OVER_BUDGET -> project.unpaused().with("pausedAfter", outcome.wireName());
      case NOTHING_TO_DO, NOTHING_UNDERSTOOD ->
          project.unpaused().with("pausedAfter", outcome.wireName());
      case TRY_AGAIN, USER_ERROR -> {
        var failures = project.failuresInARow() + 1;
        yield project
            .with("pausedAfter", outcome.wireName())
            .with("failuresInARow", failures)
            .with("notBefore", now.plus(backoff(failures)));
      }
    };
  }

  /// The project after an iteration of it ended.
  static Project after(
      Project project, Iteration iteration, IterationOutcome outcome, Instant now) {
    var paused = after(project, outcome, now);
    return outcome == IterationOutcome.OVER_BUDGET
        ? iteration
            .overBudget()
            .flatMap(BudgetRefusal::until)
            .map(turn -> paused.with("notBefore", turn))
            .orElse(paused)
        : paused;
  }

  /// The project as it is, but left alone for as long as a service asked to wait.
  static Project atLeast(Project project, Duration wait, Instant now) {
    var until = now.plus(wait.compareTo(LONGEST_ASKED) < 0 ? wait : LONGEST_ASKED);
    var later = project.notBefore().map(until::isAfter).orElse(false);
    return later ? project.with("notBefore", until) : project;
  }

  /// The project after a tick: the next iteration may start, or still not. Failures in a row stay
  /// counted.
  static Project atTick(Project project, String schedule, Instant now) {
    var pause = project.pausedAfter();
    var early = project.notBefore().filter(now::isBefore).isPresent();
    var enough = schedule.equals(Ticks.WORK) || pause.filter(Pause::passesByItself).isPresent();
    return pause.isPresent() && enough && !early
        ? project.without("pausedAfter", "notBefore")
        : project;
  }

  private static boolean passesByItself(IterationOutcome outcome) {
    return outcome == IterationOutcome.TRY_AGAIN || outcome == IterationOutcome.OVER_BUDGET;
  }

  private static Duration backoff(long failures) {
    var doubled = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
  }
}
