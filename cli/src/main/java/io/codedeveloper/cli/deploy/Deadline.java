package io.codedeveloper.cli.deploy;

import io.codedeveloper.platform.TransientException;
import java.time.Clock;
import java.time.Duration;

/// A point in time by which a whole command answers, whoever is silent.
@FunctionalInterface
interface Deadline {
  /// There is none: each program has its own patience.
  Deadline NONE = most -> most;

  /// What a program may take.
  ///
  /// @param most that it takes where there is time
  /// @throws TransientException where nothing is left
  Duration left(Duration most);

  /// So long from now, for all programs together.
  static Deadline in(Clock clock, Duration whole) {
    var end = clock.instant().plus(whole);
    return most -> {
      var left = Duration.between(clock.instant(), end);
      if (!left.isPositive()) {
        throw new TransientException(
            "Google Cloud did not answer within %d s, and nothing can be said; try again"
                .formatted(whole.toSeconds()));
      }
      return left.compareTo(most) < 0 ? left : most;
    };
  }
}
