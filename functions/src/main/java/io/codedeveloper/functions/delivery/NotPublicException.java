package io.codedeveloper.functions.delivery;

import java.io.IOException;

/// A server that nobody shall be led to.
final class NotPublicException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param why for people, the middle of a sentence
  NotPublicException(String why) {
    super(why);
  }
}
