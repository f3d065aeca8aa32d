package io.codedeveloper.cli.local;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.job.iteration.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Turns Ctrl-C into a stop at the next safe point: the work is kept, and the process ends after
/// it.
public final class Interruption implements AutoCloseable {
  /// What is not at a safe point by then is taken up by the next run.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable stop;
  private final Runnable abort;
  private final Consumer<String> tell;
  private final Duration patience;
  private final Thread hook = new Thread(this::interrupted, "interruption");

  /// @param stop asks for an end at the next safe point
  /// @param abort ends what is in flight, too, when a quarter of the patience is left
  Interruption(Runnable stop, Runnable abort, Consumer<String> tell, Duration patience) {
    this.stop = stop;
    this.abort = abort;
    this.tell = tell;
    this.patience = patience;
  }

  /// Stops the work when the process shall end, and tells the user what happens meanwhile.
  public static Interruption stopping(StopSignal signal, Console console) {
    return hooked(new Interruption(signal::request, signal::abort, console::problem, PATIENCE));
  }

  /// Runs this when the process shall end, then waits until the work is closed.
  static Interruption running(Runnable stop) {
    return hooked(new Interruption(stop, () -> {}, text -> {}, PATIENCE));
  }

  private static Interruption hooked(Interruption interruption) {
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// What happens at Ctrl-C.
  void interrupted() {
    stop.run();
    tell.accept(
        "stopping at the next safe point, within %d s; nothing is lost"
            .formatted(patience.toSeconds()));
    try {
      var last = patience.dividedBy(4);
      if (ended.await(patience.minus(last).toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      abort.run();
      if (!ended.await(last.toMillis(), TimeUnit.MILLISECONDS)) {
        tell.accept(
            "ended in the middle of a step; the same command goes on with what was kept before it");
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
