package io.codedeveloper.simulation.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The scheduler's time, and on a machine whose clock is wrong something else.
public final class VirtualClock extends Clock {
  private static final Instant START = Instant.parse("2026-03-01T21:00:00Z");
  private static final long MICROS = 1_000_000;

  private final Scheduler scheduler;
  private final long skew;

  public VirtualClock(Scheduler scheduler) {
    this(scheduler, 0);
  }

  private VirtualClock(Scheduler scheduler, long skew) {
    this.scheduler = scheduler;
    this.skew = skew;
  }

  public VirtualClock skewed(Duration by) {
    return new VirtualClock(scheduler, skew + micros(by));
  }

  @Override
  public Instant instant() {
    return instant(scheduler.now() + skew);
  }

  public static Instant instant(long moment) {
    return START
        .plusSeconds(Math.floorDiv(moment, MICROS))
        .plusNanos(Math.floorMod(moment, MICROS) * 1_000);
  }

  /// The moment at which this clock shows an instant.
  public static long moment(Instant instant) {
    var since = Duration.between(START, instant);
    return micros(since);
  }

  public static long micros(Duration duration) {
    return duration.getSeconds() * MICROS + duration.getNano() / 1_000;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
