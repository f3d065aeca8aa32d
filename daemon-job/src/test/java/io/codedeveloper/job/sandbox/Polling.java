package io.codedeveloper.job.sandbox;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something that another process does.
final class Polling {
  private Polling() {}

  /// Returns when the condition holds, or after a minute.
  static void until(BooleanSupplier condition) {
    for (int i = 0; i < 6000 && !condition.getAsBoolean(); i++) {
      LockSupport.parkNanos(10_000_000);
    }
  }
}
