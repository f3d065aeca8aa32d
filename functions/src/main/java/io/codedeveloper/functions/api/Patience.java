package io.codedeveloper.functions.api;

import java.time.Duration;

/// Lets time pass.
@FunctionalInterface
public interface Patience {
  void pause(Duration duration);
}
