package io.codedeveloper.platform.memory;

import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.contract.DocumentStoreContract;
import java.time.Clock;

final class InMemoryDocumentStoreTest implements DocumentStoreContract {
  private final DocumentStore store = new InMemoryDocumentStore(Clock.systemUTC());

  @Override
  public DocumentStore store() {
    return store;
  }

  @Override
  public DocumentStore anotherStore() {
    return store;
  }
}
