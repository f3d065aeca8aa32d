package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Message;

/// What became of one delivery.
public sealed interface Delivery {
  Message message();

  /// The subscriber returned.
  record Acknowledged(Message message) implements Delivery {}

  /// The subscriber threw; the message comes again after a backoff.
  ///
  /// @param attempt the number of the delivery, from 1
  record Refused(Message message, int attempt, RuntimeException cause) implements Delivery {}

  /// The message was given up.
  ///
  /// @param reason the kind of the last failure, without its text, which might hold a secret
  record Dead(Message message, String reason) implements Delivery {}
}
