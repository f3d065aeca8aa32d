package io.codedeveloper.cli.up;

import io.codedeveloper.cli.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C and SIGTERM into an orderly end with exit code 0.
final class Shutdown implements AutoCloseable {
  /// Longer than everything that is waited for on the way.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("shutdown").unstarted(this::end);

  private Shutdown() {}

  /// Holds the process, when it is asked to end, until this is closed.
  static Shutdown held() {
    var shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  private void end() {
    asked.countDown();
    try {
      if (closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        // The end of a server that was asked to end is no failure.
        Runtime.getRuntime().halt(ExitCode.DONE);
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until the process is asked to end, or this thread is interrupted.
  void await() {
    try {
      asked.await();
    } catch (InterruptedException asWell) {
      asked.countDown();
    }
  }

  @Override
  public void close() {
    if (hook.isAlive()) {
      closed.countDown();
    } else {
      forget();
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException justBegun) {
      closed.countDown();
    }
  }
}
