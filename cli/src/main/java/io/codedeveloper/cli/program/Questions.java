package io.codedeveloper.cli.program;

import io.codedeveloper.platform.TransientException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Questions that are asked at once and answered, all of them, by one point in time.
public final class Questions implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Duration longest;
  private final long end;

  /// @param longest from now, for all of them together
  public Questions(Duration longest) {
    this.longest = longest;
    this.end = System.nanoTime() + longest.toNanos();
  }

  /// Asks, and returns at once.
  ///
  /// @param whom for people, where no answer comes
  public <T> Pending<T> ask(String whom, Supplier<T> question) {
    return new Pending<>(whom, threads.submit(question::get));
  }

  /// An answer that is on its way.
  public final class Pending<T> {
    private final String whom;
    private final Future<T> answer;

    private Pending(String whom, Future<T> answer) {
      this.whom = whom;
      this.answer = answer;
    }

    /// Waits for the answer.
    ///
    /// @throws TransientException when it does not come in time
    /// @throws RuntimeException what the question ended with
    public T get() {
      try {
        return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | CancellationException late) {
        answer.cancel(true);
        throw new TransientException(
            "%s did not answer within %d s; try again".formatted(whom, longest.toSeconds()), late);
      } catch (ExecutionException failure) {
        throw failure.getCause() instanceof RuntimeException known
            ? known
            : new IllegalStateException(failure.getCause());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new TransientException("interrupted while %s was asked".formatted(whom), stopped);
      }
    }
  }

  /// Waits for nothing any more; programs that still run are ended.
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
