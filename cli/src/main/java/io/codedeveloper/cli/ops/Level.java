package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.terminal.Style;
import java.util.Locale;

/// How grave something is that was found, the least first.
enum Level {
  FINE(Style.GREEN, ExitCode.DONE),
  /// Worth knowing; nobody has to do anything.
  NOTE(Style.CYAN, ExitCode.DONE),
  /// It could not be read, so that nobody knows.
  UNREADABLE(Style.YELLOW, ExitCode.TRY_AGAIN),
  /// The API does not answer at all.
  UNREACHABLE(Style.RED, ExitCode.UNREACHABLE),
  WRONG(Style.RED, ExitCode.USER_MUST_ACT);

  private final Style style;
  private final int exitCode;

  Level(Style style, int exitCode) {
    this.style = style;
    this.exitCode = exitCode;
  }

  Style style() {
    return style;
  }

  /// What the shell is told where nothing graver was found.
  int exitCode() {
    return exitCode;
  }

  /// For people and programs.
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it is not known how it is.
  boolean isUnknown() {
    return this == UNREADABLE || this == UNREACHABLE;
  }
}
