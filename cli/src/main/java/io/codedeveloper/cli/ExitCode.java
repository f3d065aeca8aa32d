package io.codedeveloper.cli;

/// What the shell is told. Scripts rely on these numbers.
public final class ExitCode {
  /// Done, or a pull request was made or found.
  public static final int DONE = 0;

  /// The user must change something.
  public static final int USER_MUST_ACT = 1;

  /// The command was written wrongly.
  public static final int USAGE = 2;

  /// The control API could not be reached.
  public static final int UNREACHABLE = 3;

  /// There is nothing to do.
  public static final int NOTHING_TO_DO = 10;

  /// A question waits for an answer.
  public static final int WAITING = 11;

  /// The daemon gave up, or the priority is blocked.
  public static final int GAVE_UP = 12;

  /// The same may work later.
  public static final int TRY_AGAIN = 20;

  /// A bug of this program.
  public static final int BUG = 70;

  private ExitCode() {}
}
