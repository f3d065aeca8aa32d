package io.codedeveloper.notification;

import java.time.Instant;
import java.util.Locale;

/// What became of a notification on one way to people.
///
/// @param channel the way: `webhook`, `slack`
/// @param result the same for people, in one sentence
/// @param at when that was known
public record DeliveryResult(String channel, State state, String result, Instant at) {
  /// How far it is.
  public enum State {
    /// It was handed over.
    DELIVERED,
    /// It is tried again.
    WAITING,
    /// It is not tried again.
    FAILED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
