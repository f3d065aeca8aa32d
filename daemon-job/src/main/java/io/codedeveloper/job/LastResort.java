package io.codedeveloper.job;

import io.codedeveloper.job.iteration.StopSignal;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Ends the process when the work does not end although everything in flight was to end now.
///
/// Killing it is safe at any moment; what this adds to a kill from outside is that nothing is left:
/// no child process, and no lease that others wait for.
final class LastResort {
  /// Ending what is in flight takes a second or two; the platform kills ten seconds after SIGTERM.
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final StopSignal stop;
  private final LongSupplier nanos;
  private final Runnable end;
  private OptionalLong since = OptionalLong.empty();

  /// @param end ends the process; does not return
  LastResort(StopSignal stop, LongSupplier nanos, Runnable end) {
    this.stop = stop;
    this.nanos = nanos;
    this.end = end;
  }

  void watch() {
    if (!stop.aborted()) {
      return;
    }
    var now = nanos.getAsLong();
    if (since.isEmpty()) {
      since = OptionalLong.of(now);
    } else if (now - since.getAsLong() >= PATIENCE.toNanos()) {
      end.run();
    }
  }
}
