package io.codedeveloper.platform.contract;

import io.codedeveloper.platform.DocumentStore;

/// What each part of the contract asks of an adapter's test.
public interface DocumentStoreHarness {
  /// A connection to this test's own store, which was empty when the test began.
  DocumentStore store();

  /// Another connection to the same store, as another process would have it.
  DocumentStore anotherStore();
}
