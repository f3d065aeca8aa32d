package io.codedeveloper.simulation.fault;

import java.util.List;
import java.util.Locale;

/// What can go wrong at a call, on the way of a message, with a clock or a launch.
public enum FaultKind {
  /// The process dies before the effect.
  CRASH_BEFORE,
  /// The process dies after the effect and before it hears of it.
  CRASH_AFTER,
  /// The call fails without an effect.
  TRANSIENT,
  /// The call fails although the effect happened.
  LOST_ACKNOWLEDGEMENT,
  /// The call fails, and its effect happens minutes later all the same.
  LATE_EFFECT,
  /// The call takes long.
  SLOW,
  /// The process sleeps longer than its lease, before the effect.
  PAUSE_BEFORE,
  /// The process sleeps longer than its lease, after the effect.
  PAUSE_AFTER,
  /// Documents and blobs cannot be reached for a while.
  OUTAGE,
  /// A transaction's body runs twice.
  CONTENTION,
  DUPLICATED_MESSAGE,
  DELAYED_MESSAGE,
  REORDERED_MESSAGE,
  LOST_MESSAGE,
  /// A launch starts two executions.
  SECOND_EXECUTION,
  /// A launch is acknowledged and nothing starts.
  LOST_LAUNCH,
  /// The service or host answers with an error of its own kind.
  REFUSAL,
  /// A person does something in between.
  USER_ACTION;

  /// What can happen to a call that changes nothing.
  public static final List<FaultKind> OF_READS =
      List.of(CRASH_BEFORE, TRANSIENT, SLOW, PAUSE_BEFORE, PAUSE_AFTER);

  /// What can happen to a call that changes something.
  public static final List<FaultKind> OF_WRITES =
      List.of(
          CRASH_BEFORE,
          CRASH_AFTER,
          TRANSIENT,
          LOST_ACKNOWLEDGEMENT,
          SLOW,
          PAUSE_BEFORE,
          PAUSE_AFTER);

  /// What can happen to a question to the repository or its host.
  public static final List<FaultKind> OF_FOREIGN_READS =
      List.of(CRASH_BEFORE, TRANSIENT, SLOW, PAUSE_BEFORE, PAUSE_AFTER, USER_ACTION);

  /// What can happen to a request to the repository or its host.
  public static final List<FaultKind> OF_FOREIGN_REQUESTS =
      List.of(
          CRASH_BEFORE,
          CRASH_AFTER,
          TRANSIENT,
          LOST_ACKNOWLEDGEMENT,
          LATE_EFFECT,
          SLOW,
          PAUSE_BEFORE,
          PAUSE_AFTER,
          USER_ACTION);

  /// What can happen to a request to another service.
  public static final List<FaultKind> OF_REQUESTS =
      List.of(
          CRASH_BEFORE,
          CRASH_AFTER,
          TRANSIENT,
          LOST_ACKNOWLEDGEMENT,
          LATE_EFFECT,
          SLOW,
          PAUSE_BEFORE,
          PAUSE_AFTER);

  /// What can happen to a transaction.
  public static final List<FaultKind> OF_TRANSACTIONS =
      List.of(
          CRASH_BEFORE,
          CRASH_AFTER,
          TRANSIENT,
          LOST_ACKNOWLEDGEMENT,
          SLOW,
          PAUSE_BEFORE,
          PAUSE_AFTER,
          OUTAGE,
          CONTENTION);

  /// What can happen inside one machine.
  public static final List<FaultKind> OF_LOCAL_WORK =
      List.of(CRASH_BEFORE, CRASH_AFTER, PAUSE_BEFORE, PAUSE_AFTER);

  /// What can happen to a launch.
  public static final List<FaultKind> OF_LAUNCHES =
      List.of(
          CRASH_BEFORE,
          CRASH_AFTER,
          TRANSIENT,
          LOST_ACKNOWLEDGEMENT,
          SLOW,
          PAUSE_AFTER,
          SECOND_EXECUTION,
          LOST_LAUNCH);

  /// What can happen to a message.
  public static final List<FaultKind> OF_MESSAGES =
      List.of(DUPLICATED_MESSAGE, DELAYED_MESSAGE, REORDERED_MESSAGE, LOST_MESSAGE);

  /// At most ten letters.
  public String shortName() {
    return switch (this) {
      case CRASH_BEFORE -> "crash<";
      case CRASH_AFTER -> "crash>";
      case LOST_ACKNOWLEDGEMENT -> "lost ack";
      case PAUSE_BEFORE -> "pause<";
      case PAUSE_AFTER -> "pause>";
      case DUPLICATED_MESSAGE -> "msg twice";
      case DELAYED_MESSAGE -> "msg late";
      case REORDERED_MESSAGE -> "msg order";
      case LOST_MESSAGE -> "msg lost";
      case SECOND_EXECUTION -> "2nd exec";
      case LOST_LAUNCH -> "no launch";
      case LATE_EFFECT -> "late";
      case USER_ACTION -> "user";
      case TRANSIENT, SLOW, OUTAGE, CONTENTION, REFUSAL -> words();
    };
  }

  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
