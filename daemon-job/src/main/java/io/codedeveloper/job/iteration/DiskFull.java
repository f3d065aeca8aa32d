package io.codedeveloper.job.iteration;

import java.util.List;
import java.util.stream.Stream;

/// Knows a full disk from a fault of ours: only a person, or another machine, can help.
final class DiskFull {
  /// What the system and SQLite say; Java has no exception of its own for it.
  private static final List<String> WORDS =
      List.of("No space left on device", "Disk quota exceeded", "database or disk is full");

  private static final int MOST_CAUSES = 20;

  /// The same words each time, so that it is told once.
  static final String MESSAGE =
      "the disk of the machine that works is full; free some space in its data directory, or give it more";

  private DiskFull() {}

  static boolean caused(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> WORDS.stream().anyMatch(message::contains));
  }
}
