package io.codedeveloper.job;

import java.time.Duration;
import java.time.Instant;

/// Names a process of this machine, so that a later one can tell whether it is still alive.
///
/// @param start guards against a process id that was given again
record Foreground(long pid, Instant start) {
  /// Each process computes anew, to a second, when the machine was started.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /// This process.
  static Foreground self() {
    var self = ProcessHandle.current();
    return new Foreground(self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
  }

  /// Reads what [#toString] wrote.
  static Foreground of(String text) {
    var at = text.indexOf('@');
    return new Foreground(
        Long.parseLong(text.substring(0, at)), Instant.parse(text.substring(at + 1)));
  }

  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .filter(other -> Duration.between(start, other).abs().compareTo(TOLERANCE) <= 0)
        .isPresent();
  }

  @Override
  public String toString() {
    return pid + "@" + start;
  }
}
