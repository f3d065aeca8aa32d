package io.codedeveloper.platform.google.testing;

/// Google's emulator of Pub/Sub, which leaves out filters, exactly-once delivery, the token of a
/// push, and persistence.
public final class PubSubEmulator extends Emulator {
  private static final class Shared {
    private static final PubSubEmulator INSTANCE = new PubSubEmulator();
  }

  /// Another one than the shared one, for a test that kills it.
  public PubSubEmulator() {
    super(
        new Program(
            "pubsub-emulator", "pubsub-emulator", "com.google.cloud.pubsub.testing.v1.Main"));
  }

  /// The one of this process, started by the first call.
  public static PubSubEmulator shared() {
    return Shared.INSTANCE;
  }
}
