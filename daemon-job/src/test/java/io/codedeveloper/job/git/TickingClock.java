package io.codedeveloper.job.git;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock on which an hour passes each time that somebody looks.
final class TickingClock extends Clock {
  private final AtomicReference<Instant> now = new AtomicReference<>(Remotes.NOW);

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now.updateAndGet(before -> before.plus(Duration.ofHours(1)));
  }
}
