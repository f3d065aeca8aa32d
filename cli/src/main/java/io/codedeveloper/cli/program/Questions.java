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
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final Duration longest;
  private final Time time;
  private final long begin;
  private final long end;

  /// @param longest from now, for all of them together
  public Questions(Duration longest) {
    this(longest, new RealTime());
  }

  /// @param time that is waited in
  public Questions(Duration longest, Time time) {
    this.longest = longest;
    this.time = time;
    this.begin = time.nanos();
    this.end = begin + longest.toNanos();
  }

  /// How time passes while somebody waits.
  public interface Time {
    /// Since any point in time.
    long nanos();

    /// Waits for an answer.
    ///
    /// @param whom is asked
    /// @param until of [#nanos]
    <T> T await(String whom, Future<T> answer, long until)
        throws InterruptedException, ExecutionException, TimeoutException;
  }

  /// As it is.
  private record RealTime() implements Time {
    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public <T> T await(String whom, Future<T> answer, long until)
        throws InterruptedException, ExecutionException, TimeoutException {
      return answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  private record Asked(String whom, Future<?> answer) {}

  /// Asks, and returns at once.
  ///
  /// @param whom for people, where no answer comes
  public <T> Pending<T> ask(String whom, Supplier<T> question) {
    var answer = threads.<T>submit(question::get);
    asked.add(new Asked(whom, answer));
    return new Pending<>(whom, answer);
  }

  /// Waits until everything is answered, also what is asked meanwhile, or until a part of the time
  /// is over, so that the rest is left for more questions.
  ///
  /// @param part of the time, 0 to 1
  public void settle(double part) {
    var until = at(part);
    var open = firstOpen();
    while (open.isPresent() && ends(open.get(), until)) {
      open = firstOpen();
    }
  }

  private long at(double part) {
    return begin + (long) (longest.toNanos() * part);
  }

  private Optional<Asked> firstOpen() {
    return asked.stream().filter(one -> !one.answer().isDone()).findFirst();
  }

  private boolean ends(Asked one, long until) {
    try {
      time.await(one.whom(), one.answer(), until);
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

  /// An answer, and how long it took.
  public record Timed<T>(T answer, Duration after) {
    /// Asks, and waits for the answer.
    public static <T> Timed<T> of(Supplier<T> question) {
      var begin = System.nanoTime();
      var answer = question.get();
      return new Timed<>(answer, Duration.ofNanos(System.nanoTime() - begin));
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

    /// Waits for the answer until a part of the time is over; empty where there is none by then.
    ///
    /// @param part of all the time, 0 to 1
    public Optional<T> knownBy(double part) {
      ends(new Asked(whom, answer), at(part));
      return known();
    }

    /// Waits for the answer.
    ///
    /// @throws TransientException when it does not come in time
    /// @throws RuntimeException what the question ended with
    public T get() {
      try {
        return time.await(whom, answer, end);
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
