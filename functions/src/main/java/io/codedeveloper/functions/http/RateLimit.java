package io.codedeveloper.functions.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// So many requests a minute for each subject, in this instance.
final class RateLimit {
  /// Subjects that are remembered; who comes least is forgotten first.
  private static final int MOST_SUBJECTS = 10_000;

  private final int perMinute;
  private final TimeMeter meter;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  RateLimit(int perMinute, Clock clock) {
    this.perMinute = perMinute;
    this.meter = new ClockMeter(clock);
  }

  /// Counts a request; the time to wait when it is one too many.
  Optional<Duration> exceeded(String subject) {
    var probe = bucket(subject).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private synchronized Bucket bucket(String subject) {
    var bucket = buckets.computeIfAbsent(subject, unseen -> full());
    if (buckets.size() > MOST_SUBJECTS) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    return bucket;
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .withCustomTimePrecision(meter)
        .build();
  }

  private record ClockMeter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return clock.millis() * 1_000_000;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
