package io.codedeveloper.cli.up;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what can be seen, with a bound that only a failing test reaches.
public final class Waiting {
  private static final Duration BOUND = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Waiting() {}

  public static void until(String what, BooleanSupplier seen) {
    until(what, PAUSE, seen);
  }

  /// @param pause between two looks, longer for costly ones
  /// @throws AssertionError when the bound is reached, or when the thread is interrupted, which it
  ///   is not any more then
  public static void until(String what, Duration pause, BooleanSupplier seen) {
    var end = Instant.now().plus(BOUND);
    while (!seen.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("waited %s in vain: %s".formatted(BOUND, what));
      }
      if (Thread.interrupted()) {
        throw new AssertionError("interrupted while waiting: " + what);
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }
}
