package io.codedeveloper.platform.google.testing;

/// Google's emulator of Firestore, which leaves out composite indexes, TTL, and the limit of one
/// write a second on a document.
public final class FirestoreEmulator extends Emulator {
  private static final class Shared {
    private static final FirestoreEmulator INSTANCE = new FirestoreEmulator();
  }

  /// Another one than the shared one, for a test that kills it.
  public FirestoreEmulator() {
    super(
        new Program(
            "cloud-firestore-emulator",
            "cloud-firestore-emulator",
            "com.google.cloud.datastore.emulator.firestore.CloudFirestore"));
  }

  /// The one of this process, started by the first call.
  public static FirestoreEmulator shared() {
    return Shared.INSTANCE;
  }
}
