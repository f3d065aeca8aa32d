package io.codedeveloper.platform.google;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// How often something is tried, with growing pauses of random length in between, so that those who
/// collided do not collide again.
///
/// @param attempts at most so many in all
/// @param first the longest first pause; it doubles with every attempt
/// @param longest no pause is longer
/// @param random decides the length of each pause
/// @param pause waits
record Retries(
    int attempts,
    Duration first,
    Duration longest,
    RandomGenerator random,
    Consumer<Duration> pause) {

  /// Eleven pauses of at most 14 s together, about half of that as a rule: well within the 30 s of
  /// a request.
  static final Retries STANDARD =
      new Retries(
          12,
          Duration.ofMillis(25),
          Duration.ofSeconds(3),
          RandomGenerator.of("L64X128MixRandom"),
          pause -> LockSupport.parkNanos(pause.toNanos()));

  /// Whether there is an attempt after this one; pauses before it if there is.
  ///
  /// @param attempt the one that failed, from 1
  boolean again(int attempt) {
    if (attempt >= attempts || Thread.currentThread().isInterrupted()) {
      return false;
    }
    pause.accept(pauseAfter(attempt));
    return true;
  }

  private Duration pauseAfter(int attempt) {
    var doublings = Math.min(attempt - 1, 30);
    var bound = Math.min(longest.toNanos(), first.toNanos() << doublings);
    return Duration.ofNanos(random.nextLong(1, bound + 1));
  }
}
