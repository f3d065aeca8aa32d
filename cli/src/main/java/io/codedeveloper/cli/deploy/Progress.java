package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import java.time.Clock;
import java.time.Duration;

/// Says which step of how many is under way, and how long each took.
final class Progress {
  private final Console console;
  private final Clock clock;
  private final boolean silent;
  private final int steps;
  private int number;

  /// @param steps how many there are in all
  Progress(Console console, Clock clock, boolean silent, int steps) {
    this.console = console;
    this.clock = clock;
    this.silent = silent;
    this.steps = steps;
  }

  /// Does the next step.
  ///
  /// @param purpose what it is for
  void step(String name, String purpose, Runnable work) {
    begin(name, purpose + " …");
    var began = clock.instant();
    work.run();
    say(name, "done in %d s".formatted(Duration.between(began, clock.instant()).toSeconds()));
  }

  /// The next step, which needs nothing done.
  void begin(String name, String what) {
    number++;
    say(name, what);
  }

  /// More about the present step.
  void say(String name, String what) {
    if (!silent) {
      console.line(
          Line.of(Style.DIM, "[%d/%d] ".formatted(number, steps))
              .and(Style.BOLD, "%-11s".formatted(name))
              .and(" " + what));
    }
  }
}
