package io.codedeveloper.daemon;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How an execution of an iteration ended.
public enum IterationOutcome {
  /// A pull request was made, or one that was made before was found.
  PULL_REQUEST(0),
  /// No priority is open.
  NOTHING_TO_DO(10),
  /// The roadmap has text, but no priority could be recognised in it.
  NOTHING_UNDERSTOOD(1),
  /// A question to the user is open.
  WAITING(11),
  /// The agent found no way within its limits, or changed nothing.
  GAVE_UP(12),
  /// The priority was tried as often as allowed and is not tried again.
  BLOCKED(12),
  /// The budget of the priority is used up; others go on, this one when it is raised.
  PRIORITY_OVER_BUDGET(1),
  /// The budget of the day or the month is used up; work goes on when it turns or is raised.
  OVER_BUDGET(20),
  /// The platform ends this execution: its time is nearly over, or its process was asked to end.
  /// The next one goes on at once.
  OUT_OF_TIME(20),
  /// Something outside failed that may work later.
  TRY_AGAIN(20),
  /// Only the user can change what is wrong.
  USER_ERROR(1),
  /// The user asked to stop.
  STOPPED(20);

  private final int exitCode;

  IterationOutcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /// The exit code of `run-once` and of the job.
  public int exitCode() {
    return exitCode;
  }

  /// The name in documents, messages and JSON: `pull_request`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for an unknown name
  public static IterationOutcome of(String wireName) {
    return find(wireName)
        .orElseThrow(() -> new IllegalArgumentException("there is no outcome '" + wireName + "'"));
  }

  /// The outcome of this name; empty where only another version knows it.
  static Optional<IterationOutcome> find(String wireName) {
    return Arrays.stream(values()).filter(one -> one.wireName().equals(wireName)).findFirst();
  }
}
