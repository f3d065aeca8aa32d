package io.codedeveloper.cli.program;

import io.codedeveloper.platform.TransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Questions that are asked at once and answered, all of them, by one point in time.
public final class Questions implements AutoCloseable {
  /// Time for programs to be ended.
  public static final Duration CLOSING = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Future<?>> asked = new ConcurrentLinkedQueue<>();
  private final Duration longest;
  private final long begin = System.nanoTime();
  private final long end;

  /// @param longest from now, for all of them together
  public Questions(Duration longest) {
    this.longest = longest;
    this.end = begin + longest.toNanos();
  }

  /// Asks, and returns at once.
  ///
  /// @param whom for people, where no answer comes
  public <T> Pending<T> ask(String whom, Supplier<T> question) {
    var answer = threads.<T>submit(question::get);
    asked.add(answer);
    return new Pending<>(whom, answer);
  }

  /// Waits until everything is answered, also what is asked meanwhile, or until a part of the time
  /// is over, so that the rest is left for more questions.
  ///
  /// @param part of the time, 0 to 1
  public void settle(double part) {
    var until = begin + (long) (longest.toNanos() * part);
    var open = firstOpen();
    while (open.isPresent() && ends(open.get(), until)) {
      open = firstOpen();
    }
  }

  private Optional<Future<?>> firstOpen() {
    return asked.stream().filter(one -> !one.isDone()).findFirst();
  }

  private static boolean ends(Future<?> one, long until) {
    try {
      one.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException | CancellationException failed) {
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// An answer that is on its way.
  public final class Pending<T> {
    private final String whom;
    private final Future<T> answer;

    private Pending(String whom, Future<T> answer) {
      this.whom = whom;
      this.answer = answer;
    }

    /// The answer where it is there.
    public Optional<T> known() {
      return answer.state() == Future.State.SUCCESS
          ? Optional.of(answer.resultNow())
          : Optional.empty();
    }

    /// Whether there will be none.
    public boolean hasFailed() {
      return answer.state() == Future.State.FAILED;
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
      threads.awaitTermination(CLOSING.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
