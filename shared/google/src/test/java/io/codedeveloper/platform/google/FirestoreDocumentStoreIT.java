package io.codedeveloper.platform.google;

import com.google.cloud.firestore.v1.FirestoreClient;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.contract.DocumentStoreContract;
import io.codedeveloper.platform.google.testing.FirestoreEmulator;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// The contract on Google's own emulator.
final class FirestoreDocumentStoreIT implements DocumentStoreContract {
  private static FirestoreClient first;
  private static FirestoreClient second;
  private String project;

  @BeforeAll
  static void open() throws IOException {
    var endpoint = ServiceEndpoint.local(FirestoreEmulator.shared().address());
    first = FirestoreClients.open(endpoint);
    second = FirestoreClients.open(endpoint);
  }

  @AfterAll
  static void close() {
    if (first != null) {
      first.close();
      second.close();
    }
  }

  @BeforeEach
  void begin() {
    project = FirestoreEmulator.shared().freshProject();
  }

  /// The emulator ends a wait for a lock after seconds only, more of them on a busy machine: what
  /// is tested is that everybody has his turn, not when.
  private DocumentStore store(FirestoreClient client) {
    var patient =
        new Retries(
            60,
            Duration.ofMillis(25),
            Duration.ofSeconds(3),
            Duration.ofMinutes(5),
            Retries.STANDARD.random(),
            Retries.STANDARD.timing());
    return new FirestoreDocumentStore(client, FirestoreNames.of(project, "(default)"), patient);
  }

  @Override
  public DocumentStore store() {
    return store(first);
  }

  @Override
  public DocumentStore anotherStore() {
    return store(second);
  }
}
