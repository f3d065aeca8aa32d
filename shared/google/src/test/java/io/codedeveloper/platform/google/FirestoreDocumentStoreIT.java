package io.codedeveloper.platform.google;

import com.google.cloud.firestore.v1.FirestoreClient;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.contract.DocumentStoreContract;
import io.codedeveloper.platform.google.testing.FirestoreEmulator;
import java.io.IOException;
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

  @Override
  public DocumentStore store() {
    return new FirestoreDocumentStore(first, project, "(default)");
  }

  @Override
  public DocumentStore anotherStore() {
    return new FirestoreDocumentStore(second, project, "(default)");
  }
}
