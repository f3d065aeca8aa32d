package io.codedeveloper.functions.token;

import java.util.Optional;

/// Tells the push subscriptions from everybody else.
@FunctionalInterface
public interface PushCaller {
  /// Whether a caller with this bearer token may deliver messages.
  ///
  /// @throws io.codedeveloper.platform.TransientException when that cannot be found out now
  boolean admits(Optional<String> token);

  /// Admits everybody: where the messages come from an emulator, which sends no token.
  static PushCaller anybody() {
    return token -> true;
  }
}
