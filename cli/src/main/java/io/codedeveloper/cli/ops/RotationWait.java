package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.terminal.Times;
import io.codedeveloper.platform.TransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// Waits until everybody has read a new value.
///
/// @param progress gets that it waits, for people
record RotationWait(Surroundings with, Consumer<String> progress) {
  /// @param known when everybody has it
  /// @throws TransientException when nobody waits so long
  void until(Instant known) {
    var left = Duration.between(with.clock().instant(), known);
    if (!left.isPositive()) {
      return;
    }
    progress.accept(
        "waits %s, until everybody has read it; what counted before counts, too, and you can end this and go on later"
            .formatted(Times.length(left)));
    if (!with.person().pause(left)) {
      throw new TransientException(
          "nobody waited until everybody has read it, at %s; go on then"
              .formatted(Times.seconds(known.toString())));
    }
  }
}
