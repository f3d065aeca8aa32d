package io.codedeveloper.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/// The time of day when the process began, and from then on what really passed: whatever is done to
/// the machine's clock, a duration that is measured with this one is right.
///
/// For processes that live for hours, not for days.
final class MonotonicClock extends Clock {
  private final Instant begin;
  private final LongSupplier nanos;
  private final long first;

  MonotonicClock(Instant begin, LongSupplier nanos) {
    this.begin = begin;
    this.nanos = nanos;
    this.first = nanos.getAsLong();
  }

  /// This process's.
  static Clock ofThisProcess() {
    return new MonotonicClock(Instant.now(), System::nanoTime);
  }

  @Override
  public Instant instant() {
    return begin.plus(Duration.ofNanos(nanos.getAsLong() - first));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the job knows no zone but UTC, and not " + zone);
  }
}
