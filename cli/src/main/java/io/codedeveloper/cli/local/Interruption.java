package io.codedeveloper.cli.local;

import io.codedeveloper.job.iteration.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C into a stop at the next safe point: the work is kept, and the process ends after
/// it.
public final class Interruption implements AutoCloseable {
  /// What is not at a safe point by then is taken up by the next run.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              await();
            },
            "interruption");
  }

  public static Interruption stopping(StopSignal signal) {
    return running(signal::request);
  }

  /// Runs this when the process shall end, then waits until the work is closed.
  static Interruption running(Runnable stop) {
    var interruption = new Interruption(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void await() {
    try {
      var inTime = ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!inTime) {
        ended.countDown();
      }
    } catch (InterruptedException second) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already: that is what ended the work.
      return;
    }
  }
}
