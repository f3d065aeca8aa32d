package io.codedeveloper.job.git;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/// Ends an operation of JGit, which asks often, when its time is up.
final class Deadline extends EmptyProgressMonitor {
  private final Clock clock;
  private final Instant end;

  Deadline(Clock clock, Duration length) {
    this.clock = clock;
    this.end = clock.instant().plus(length);
  }

  @Override
  public boolean isCancelled() {
    return clock.instant().isAfter(end);
  }
}
