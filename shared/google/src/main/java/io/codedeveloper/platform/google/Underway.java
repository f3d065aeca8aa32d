package io.codedeveloper.platform.google;

import java.time.Duration;

/// Counts what has begun and not ended, up to a limit.
final class Underway {
  private final int most;
  private int count;

  Underway(int most) {
    this.most = most;
  }

  /// Whether there was room for one more.
  synchronized boolean begin() {
    if (count == most) {
      return false;
    }
    count++;
    return true;
  }

  synchronized void end() {
    count--;
    notifyAll();
  }

  /// Returns when nothing is under way, or when the time is over. An interrupt ends the wait, and
  /// stays set.
  synchronized void awaitNone(Duration longest) {
    var end = System.nanoTime() + longest.toNanos();
    try {
      for (var left = longest.toMillis(); count > 0 && left > 0; ) {
        wait(left);
        left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
