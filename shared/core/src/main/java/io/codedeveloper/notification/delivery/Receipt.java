package io.codedeveloper.notification.delivery;

import java.time.Duration;
import java.util.Optional;

/// What the other side did with a notification.
public sealed interface Receipt {
  /// It has it.
  record Taken() implements Receipt {}

  /// It may take it later.
  ///
  /// @param why for people, the middle of a sentence
  /// @param pause how long it asked to be left alone
  record NotNow(String why, Optional<Duration> pause) implements Receipt {
    public static NotNow because(String why) {
      return new NotNow(why, Optional.empty());
    }
  }

  /// It will not take it, however often it is tried.
  ///
  /// @param why for people, the middle of a sentence
  record Never(String why) implements Receipt {}
}
