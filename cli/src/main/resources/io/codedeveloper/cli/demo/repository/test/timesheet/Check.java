package timesheet;

import java.util.Objects;

/// What tests claim.
final class Check {
  private Check() {}

  static void equal(Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError("expected <" + expected + "> but was <" + actual + ">");
    }
  }

  /// The code must refuse with a message that holds this text.
  static void refuses(String message, Runnable code) {
    try {
      code.run();
    } catch (IllegalArgumentException refused) {
      if (String.valueOf(refused.getMessage()).contains(message)) {
        return;
      }
      throw new AssertionError("refused with other words: " + refused.getMessage());
    }
    throw new AssertionError("was not refused (expected: " + message + ")");
  }
}
