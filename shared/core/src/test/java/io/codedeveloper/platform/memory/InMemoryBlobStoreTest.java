package io.codedeveloper.platform.memory;

import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.contract.BlobStoreContract;

final class InMemoryBlobStoreTest implements BlobStoreContract {
  private final BlobStore store = new InMemoryBlobStore();

  @Override
  public BlobStore blobs() {
    return store;
  }

  @Override
  public BlobStore otherBlobs() {
    return store;
  }
}
