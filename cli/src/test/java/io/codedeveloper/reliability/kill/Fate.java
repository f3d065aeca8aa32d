package io.codedeveloper.reliability.kill;

/// What becomes of one request on the wire.
enum Fate {
  /// It is done and answered.
  ANSWERED,

  /// The connection breaks before anything is done.
  LOST_BEFORE,

  /// It is done, and the connection breaks before the answer.
  LOST_AFTER,

  /// It is not done; the answer is 503.
  FAILED_BEFORE,

  /// It is done, and the answer is 502.
  FAILED_AFTER,

  /// It is done, and the answer breaks off in its middle.
  CUT;

  boolean isDone() {
    return this != LOST_BEFORE && this != FAILED_BEFORE;
  }
}
