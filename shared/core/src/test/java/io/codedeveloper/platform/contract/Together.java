package io.codedeveloper.platform.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs pieces of work at the same time.
public final class Together {
  private Together() {}

  /// Starts each piece on a thread of its own, all at one moment, and returns their results in
  /// order.
  ///
  /// @throws AssertionError when one of them failed
  public static <T> List<T> run(List<? extends Callable<T>> pieces) {
    var start = new CyclicBarrier(pieces.size());
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var futures = new ArrayList<Future<T>>();
      for (var piece : pieces) {
        futures.add(
            threads.submit(() -> {
              start.await();
              return piece.call();
            }));
      }
      return futures.stream().map(Together::result).toList();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      throw new AssertionError("a piece of work failed", failure.getCause());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interruption);
    }
  }
}
