package io.codedeveloper.job;

import java.time.Duration;

/// The one background thread of an execution: does something every two seconds until it is closed.
final class BackgroundLoop implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Thread thread;

  private BackgroundLoop(Thread thread) {
    this.thread = thread;
  }

  static BackgroundLoop every2Seconds(Runnable work) {
    return new BackgroundLoop(
        Thread.ofPlatform().daemon().name("heartbeat").start(() -> loop(work)));
  }

  private static void loop(Runnable work) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(PERIOD);
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
      thread.join(PERIOD);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
