package io.codedeveloper.platform.memory;

import org.jspecify.annotations.Nullable;

/// A value of a document, ordered as stores order it.
record Value(@Nullable Object value) implements Comparable<Value> {
  @Override
  public int compareTo(Value other) {
    return ValueOrder.INSTANCE.compare(value, other.value);
  }
}
