package io.codedeveloper.daemon;

import java.util.Locale;

/// Where an iteration stands.
public enum IterationState {
  /// Its execution was launched and has not begun.
  STARTING,
  /// An execution works on it, or was killed while it did.
  RUNNING,
  /// A question to the user is open, or the budget of its priority is used up.
  WAITING,
  /// It ended early and goes on with the next execution.
  INTERRUPTED,
  /// Over; see its outcome.
  ENDED;

  /// The state after an event.
  ///
  /// @throws IllegalStateException when the iteration has ended
  public IterationState transition(IterationEvent event) {
    if (this == ENDED) {
      throw new IllegalStateException("the iteration has ended; it takes no " + event);
    }
    return switch (event) {
      case IterationEvent.Claimed() -> RUNNING;
      case IterationEvent.Finished(var outcome) -> after(outcome);
    };
  }

  private static IterationState after(IterationOutcome outcome) {
    return switch (outcome) {
      case WAITING, PRIORITY_OVER_BUDGET -> WAITING;
      case STOPPED, TRY_AGAIN, USER_ERROR, OVER_BUDGET, OUT_OF_TIME -> INTERRUPTED;
      case PULL_REQUEST, NOTHING_TO_DO, NOTHING_UNDERSTOOD, GAVE_UP, BLOCKED -> ENDED;
    };
  }

  /// True when the next execution takes it up before anything else.
  boolean unfinished() {
    return switch (this) {
      case STARTING, RUNNING, INTERRUPTED -> true;
      case WAITING, ENDED -> false;
    };
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static IterationState of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
