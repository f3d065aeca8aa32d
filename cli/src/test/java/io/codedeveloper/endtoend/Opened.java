package io.codedeveloper.endtoend;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was opened one after the other, to be closed in the opposite order: all of it, also where
/// one cannot be closed. What is left behind would be processes.
final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /// Keeps one more.
  <T extends AutoCloseable> T kept(T one) {
    opened.push(one);
    return one;
  }

  /// @throws IllegalStateException when one could not be closed; of several the first, with the
  ///   others suppressed
  @Override
  public void close() {
    var failures = new ArrayDeque<Throwable>();
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception | AssertionError failure) {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      var failure = new IllegalStateException("not everything was closed", failures.pop());
      failures.forEach(failure::addSuppressed);
      throw failure;
    }
  }

  /// Closes what was opened before something else could not be, which the caller throws on.
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (IllegalStateException more) {
      failure.addSuppressed(more);
    }
  }
}
