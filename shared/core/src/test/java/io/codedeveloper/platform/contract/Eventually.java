package io.codedeveloper.platform.contract;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what another process does.
public final class Eventually {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Eventually() {}

  /// Returns as soon as the condition holds.
  ///
  /// @throws AssertionError when it does not within 30 s
  public static void until(String what, BooleanSupplier condition) {
    var deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + LONGEST + ": " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
