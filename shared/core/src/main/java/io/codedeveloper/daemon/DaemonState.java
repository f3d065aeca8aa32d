package io.codedeveloper.daemon;

import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// What the daemon does, for people.
public enum DaemonState {
  /// Shall not work, and does not.
  STOPPED,
  /// Runs, and has nothing to do now.
  IDLE,
  /// An iteration is alive.
  WORKING,
  /// Nothing goes on until somebody answers a question.
  WAITING,
  /// Nothing goes on until the user changes something.
  ERROR,
  /// The store cannot be reached.
  UNKNOWN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param questionOpen says whether an iteration waits for an answer, where that matters
  public static DaemonState of(Project project, BooleanSupplier questionOpen, Instant now) {
    if (project.liveLease(now).isPresent()) {
      return WORKING;
    }
    if (project.desired() == Desired.STOPPED) {
      return STOPPED;
    }
    if (project.pausedAfter().filter(DaemonState::userMustAct).isPresent()) {
      return ERROR;
    }
    return questionOpen.getAsBoolean() ? WAITING : IDLE;
  }

  private static boolean userMustAct(IterationOutcome outcome) {
    return outcome == IterationOutcome.USER_ERROR || outcome == IterationOutcome.NOTHING_UNDERSTOOD;
  }
}
