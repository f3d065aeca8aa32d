package io.codedeveloper.simulation;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Many runs, as many at once as there are processors.
final class Runs {
  private Runs() {}

  /// Runs the seeds from a first one on.
  ///
  /// @param each is told every result, from several threads
  static void all(long from, long count, Consumer<Simulation.Result> each) {
    until(
        from,
        count,
        result -> {
          each.accept(result);
          return false;
        });
  }

  /// As [#all], until somebody has seen enough.
  static void until(long from, long count, Enough each) {
    var next = new AtomicLong(from);
    var enough = new AtomicBoolean();
    var failed = new AtomicLong();
    try (var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (var one = 0; one < Runtime.getRuntime().availableProcessors(); one++) {
        threads.execute(() -> {
          failed.incrementAndGet();
          for (var seed = next.getAndIncrement();
              seed < from + count && !enough.get();
              seed = next.getAndIncrement()) {
            if (each.seen(Simulation.run(seed, null))) {
              enough.set(true);
            }
          }
          failed.decrementAndGet();
        });
      }
      threads.shutdown();
      while (!threads.awaitTermination(1, TimeUnit.HOURS)) {
        continue;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    if (failed.get() > 0) {
      throw new IllegalStateException("a run of the simulation itself failed; see above");
    }
  }

  /// Looks at results.
  @FunctionalInterface
  interface Enough {
    /// @return true when no further run is needed
    boolean seen(Simulation.Result result);
  }
}
