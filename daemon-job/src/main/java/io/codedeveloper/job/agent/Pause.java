package io.codedeveloper.job.agent;

import java.time.Duration;

/// Lets time pass, so that a test or a simulation decides how.
@FunctionalInterface
public interface Pause {
  /// Returns after the duration, or earlier when the thread is interrupted (the interrupt stays
  /// set).
  void sleep(Duration duration);
}
