package io.codedeveloper.job;

import java.time.Duration;

/// A background thread of an execution: does something again and again until it is closed.
final class BackgroundLoop implements AutoCloseable {
  /// For what asks the store.
  static final Duration SLOW = Duration.ofSeconds(2);

  /// For what only looks at the time.
  static final Duration QUICK = Duration.ofMillis(200);

  private final Thread thread;

  private BackgroundLoop(Thread thread) {
    this.thread = thread;
  }

  static BackgroundLoop every(Duration period, String name, Runnable work) {
    return new BackgroundLoop(
        Thread.ofPlatform().daemon().name(name).start(() -> loop(period, work)));
  }

  private static void loop(Duration period, Runnable work) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(period);
      } catch (InterruptedException closed) {
        return;
      }
      work.run();
    }
  }

  /// Ends the loop and waits for what it is just doing.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(SLOW);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
