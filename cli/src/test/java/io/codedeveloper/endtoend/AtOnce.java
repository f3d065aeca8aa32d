package io.codedeveloper.endtoend;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/// Two works at once. Where one fails, the other is interrupted: it may wait, for a quarter of an
/// hour, for what never comes now.
final class AtOnce {
  private AtOnce() {}

  /// Does both, and then something with their results; returns, or throws the first failure, when
  /// both have ended.
  static <T> void run(Callable<T> one, Callable<T> other, BiConsumer<T, T> then) {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var ends = new ExecutorCompletionService<T>(threads);
      var first = ends.submit(one);
      var second = ends.submit(other);
      try {
        ends.take().get();
        ends.take().get();
        then.accept(first.get(), second.get());
      } catch (ExecutionException failed) {
        threads.shutdownNow();
        throw new AssertionError(failed.getCause());
      } catch (InterruptedException stopped) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new AssertionError(stopped);
      }
    }
  }
}
