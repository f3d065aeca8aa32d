package io.codedeveloper.platform.google;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// How often something is tried, with growing pauses of random length in between, so that those who
/// collided do not collide again.
///
/// @param attempts at most so many in all
/// @param first the longest first pause; it doubles with every attempt
/// @param longest no pause is longer
/// @param patience no attempt begins so long after the first, however long each one takes
/// @param random decides the length of each pause
/// @param timing a time that only grows, and what waits
record Retries(
    int attempts,
    Duration first,
    Duration longest,
    Duration patience,
    RandomGenerator random,
    Timing timing) {

  /// Eleven pauses of at most 14 s together, about half of that as a rule. With the deadline of the
  /// last call that is the 30 s of a request, also where nothing ever answers.
  static final Retries STANDARD =
      new Retries(
          12,
          Duration.ofMillis(25),
          Duration.ofSeconds(3),
          Duration.ofSeconds(20),
          RandomGenerator.of("L64X128MixRandom"),
          new Timing(System::nanoTime, pause -> LockSupport.parkNanos(pause.toNanos())));

  /// @param nanos a time that only grows, in nanoseconds
  /// @param pause waits
  record Timing(LongSupplier nanos, Consumer<Duration> pause) {}

  /// Begins with the first attempt.
  Tries begin() {
    return new Tries(timing.nanos().getAsLong());
  }

  /// The attempts at one thing.
  final class Tries {
    private final long since;
    private int failed;

    private Tries(long since) {
      this.since = since;
    }

    /// Whether there is an attempt after the one that failed; pauses before it if there is.
    boolean again() {
      failed++;
      if (failed >= attempts || Thread.currentThread().isInterrupted()) {
        return false;
      }
      var pause = pause();
      var passed = Duration.ofNanos(timing.nanos().getAsLong() - since);
      if (passed.plus(pause).compareTo(patience) >= 0) {
        return false;
      }
      timing.pause().accept(pause);
      return true;
    }

    /// How many attempts failed.
    int failed() {
      return failed;
    }

    private Duration pause() {
      var doublings = Math.min(failed - 1, 30);
      var bound = Math.min(longest.toNanos(), first.toNanos() << doublings);
      return Duration.ofNanos(random.nextLong(1, bound + 1));
    }
  }
}
