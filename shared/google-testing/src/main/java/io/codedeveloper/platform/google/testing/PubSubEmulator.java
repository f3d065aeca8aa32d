package io.codedeveloper.platform.google.testing;

/// Google's emulator of Pub/Sub, which leaves out filters, exactly-once delivery, the token of a
/// push, and persistence.
public final class PubSubEmulator extends Emulator {
  private static final SharedEmulator<PubSubEmulator> SHARED =
      new SharedEmulator<>(PubSubEmulator::new);

  /// Another one than the shared one, for a test that kills it.
  public PubSubEmulator() {
    super(
        new Program(
            "pubsub-emulator", "pubsub-emulator", "com.google.cloud.pubsub.testing.v1.Main"));
  }

  /// The one of this process, started by the first call.
  ///
  /// @throws IllegalStateException when it does not start, or is not installed and required
  public static PubSubEmulator shared() {
    return SHARED.get();
  }
}
