package io.codedeveloper.platform.local;

import java.nio.file.Path;
import java.time.Instant;

/// Two openings of one data directory, as two processes would have them, on one clock.
final class TwoDatabases implements AutoCloseable {
  final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00.123456Z"));
  final LocalDatabase first;
  final LocalDatabase second;

  TwoDatabases(Path directory) {
    first = LocalDatabase.open(directory, clock);
    second = LocalDatabase.open(directory, clock);
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
