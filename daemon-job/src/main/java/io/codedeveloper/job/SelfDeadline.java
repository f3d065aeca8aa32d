package io.codedeveloper.job;

import io.codedeveloper.job.iteration.StopSignal;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Ends an execution in order before the platform would end it in the middle of something.
final class SelfDeadline {
  /// When nothing new begins any more, before the end.
  static final Duration CHECKPOINT = Duration.ofSeconds(60);

  /// When what is in flight is ended, before the end.
  static final Duration ABORT = Duration.ofSeconds(15);

  private final StopSignal stop;
  private final LongSupplier nanos;
  private final long end;

  /// @param timeout of the whole execution, from now
  SelfDeadline(Duration timeout, StopSignal stop, LongSupplier nanos) {
    this.stop = stop;
    this.nanos = nanos;
    this.end = nanos.getAsLong() + timeout.toNanos();
  }

  void watch() {
    var left = Duration.ofNanos(end - nanos.getAsLong());
    if (left.compareTo(CHECKPOINT) <= 0) {
      stop.outOfTime();
    }
    if (left.compareTo(ABORT) <= 0) {
      stop.abort();
    }
  }
}
