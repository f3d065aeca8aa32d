package io.codedeveloper.platform.local;

import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.contract.BlobStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteBlobStoreTest implements BlobStoreContract {
  @TempDir private Path directory;
  private TwoDatabases databases;

  @BeforeEach
  void open() {
    databases = new TwoDatabases(directory);
  }

  @AfterEach
  void close() {
    databases.close();
  }

  @Override
  public BlobStore blobs() {
    return new SqliteBlobStore(databases.first);
  }

  @Override
  public BlobStore otherBlobs() {
    return new SqliteBlobStore(databases.second);
  }
}
