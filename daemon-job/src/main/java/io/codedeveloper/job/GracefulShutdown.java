package io.codedeveloper.job;

import io.codedeveloper.job.iteration.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns SIGTERM into an end of everything in flight, and holds the process until what is done is
/// kept.
public final class GracefulShutdown implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private GracefulShutdown(Duration grace, StopSignal stop) {
    hook =
        new Thread(
            () -> {
              stop.terminate();
              await(grace);
            },
            "graceful-shutdown");
  }

  /// From now until it is closed.
  ///
  /// @param grace the longest time that the process is held
  public static GracefulShutdown within(Duration grace, StopSignal stop) {
    var shutdown = new GracefulShutdown(grace, stop);
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  private void await(Duration grace) {
    try {
      done.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Everything is kept.
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already, and has just been let go.
      hook.isAlive();
    }
  }
}
