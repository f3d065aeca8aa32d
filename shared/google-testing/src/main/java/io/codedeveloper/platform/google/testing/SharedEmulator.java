package io.codedeveloper.platform.google.testing;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one emulator of its kind that the tests of this process share, started when the first of
/// them asks.
///
/// Not by the initializer of a class: what is thrown there reaches the first test as an error of
/// that class, and every later one as a class that is not found. A test that is to be skipped is
/// skipped by what is thrown.
final class SharedEmulator<E extends Emulator> {
  private final Supplier<E> start;
  private @Nullable E started;

  SharedEmulator(Supplier<E> start) {
    this.start = start;
  }

  synchronized E get() {
    var emulator = started == null ? start.get() : started;
    started = emulator;
    return emulator;
  }
}
