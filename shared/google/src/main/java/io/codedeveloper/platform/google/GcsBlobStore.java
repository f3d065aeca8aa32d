package io.codedeveloper.platform.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.StorageException;
import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobName;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.TransientException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;

/// Blobs as the objects of one bucket; generations are Cloud Storage's own.
///
/// A bucket with versioning keeps what is replaced or deleted, and nothing here reads or removes
/// that. A read is two requests, pinned to one generation.
public final class GcsBlobStore implements BlobStore, AutoCloseable {
  private static final int LARGEST_PAGE = 1000;

  /// Writes that overtake a read before it gives up.
  private static final int READ_ATTEMPTS = 5;

  private final String bucket;
  private final LazyClient<Storage> client;
  private final GcsFailure failures;

  /// @param bucket is there already
  public GcsBlobStore(String bucket, ServiceEndpoint endpoint) {
    this.bucket = bucket;
    this.client = new LazyClient<>(() -> GcsClient.connect(endpoint));
    this.failures = new GcsFailure(bucket);
  }

  @Override
  public Optional<Blob> read(String name) {
    BlobName.check(name);
    return failures.translating(() -> {
      for (var attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
        var present = present(name);
        if (present.isEmpty()) {
          return Optional.empty();
        }
        var content = content(present.get());
        if (content.isPresent()) {
          return Optional.of(new Blob(name, present.get().getGeneration(), content.get()));
        }
      }
      throw new TransientException("the blob %s is overwritten all the time".formatted(name));
    });
  }

  private Optional<com.google.cloud.storage.Blob> present(String name) {
    var fields =
        BlobGetOption.fields(
            BlobField.NAME, BlobField.GENERATION, BlobField.CRC32C, BlobField.METADATA);
    return Optional.ofNullable(client.get().get(BlobId.of(bucket, name), fields));
  }

  /// The content of this very generation; empty when another has replaced it.
  private Optional<byte[]> content(com.google.cloud.storage.Blob blob) {
    try {
      var id = BlobId.of(bucket, blob.getName(), blob.getGeneration());
      var content = client.get().readAllBytes(id);
      if (!GcsUpload.checksum(content).equals(blob.getCrc32c())) {
        throw new TransientException("the blob %s arrived damaged".formatted(blob.getName()));
      }
      return Optional.of(content);
    } catch (StorageException failure) {
      if (failure.getCode() == GcsFailure.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  @Override
  public WriteResult write(String name, byte[] content, Precondition precondition) {
    BlobName.check(name);
    if (neverHolds(precondition)) {
      return failures.translating(() -> refused(name));
    }
    var upload = GcsUpload.of(bucket, name, content);
    return failures.translating(() -> {
      try {
        return new WriteResult.Written(upload.send(client.get(), precondition));
      } catch (StorageException failure) {
        if (failure.getCode() != GcsFailure.PRECONDITION_FAILED) {
          throw failure;
        }
        // An earlier attempt of this very write may have won and its answer been lost.
        return present(name)
            .filter(upload::isOf)
            .<WriteResult>map(ours -> new WriteResult.Written(ours.getGeneration()))
            .orElseGet(() -> refused(name));
      }
    });
  }

  @Override
  public WriteResult delete(String name, Precondition precondition) {
    BlobName.check(name);
    return failures.translating(() ->
        switch (precondition) {
          case Precondition.None _ -> {
            client.get().delete(BlobId.of(bucket, name));
            yield new WriteResult.Written(0);
          }
          case Precondition.Absent _ -> {
            var present = present(name);
            yield present.isEmpty() ? new WriteResult.Written(0) : refused(name);
          }
          case Precondition.Generation wanted ->
              neverHolds(wanted) ? refused(name) : delete(name, wanted.generation());
        });
  }

  private WriteResult delete(String name, long generation) {
    try {
      var wanted = BlobSourceOption.generationMatch(generation);
      var isDeleted = client.get().delete(BlobId.of(bucket, name), wanted);
      return isDeleted ? new WriteResult.Written(0) : new WriteResult.Refused(Optional.empty());
    } catch (StorageException failure) {
      if (failure.getCode() == GcsFailure.PRECONDITION_FAILED) {
        return refused(name);
      }
      throw failure;
    }
  }

  private WriteResult refused(String name) {
    return new WriteResult.Refused(present(name).map(com.google.cloud.storage.Blob::getGeneration));
  }

  /// Cloud Storage takes generation 0 to mean that nothing is there.
  private static boolean neverHolds(Precondition precondition) {
    return precondition instanceof Precondition.Generation wanted && wanted.generation() <= 0;
  }

  /// The service's own page tokens may come with an empty last page; a cursor is the last name.
  @Override
  public Page<Entry> list(String prefix, int limit, Optional<String> cursor) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("limit must be 1 to " + LARGEST_PAGE + ": " + limit);
    }
    var after = cursor.map(GcsBlobStore::parseCursor);
    return failures.translating(() -> page(prefix, limit, after));
  }

  private Page<Entry> page(String prefix, int limit, Optional<String> after) {
    var options = new ArrayList<BlobListOption>();
    options.add(BlobListOption.prefix(prefix));
    options.add(BlobListOption.fields(BlobField.NAME, BlobField.GENERATION, BlobField.SIZE));
    // One more may be the cursor's own name, and one more shows that there is another page.
    options.add(BlobListOption.pageSize(Math.min(limit + 2, LARGEST_PAGE)));
    after.ifPresent(name -> options.add(BlobListOption.startOffset(name)));
    var entries = new ArrayList<Entry>();
    for (var blob :
        client.get().list(bucket, options.toArray(BlobListOption[]::new)).iterateAll()) {
      if (after.filter(blob.getName()::equals).isPresent()) {
        continue;
      }
      if (entries.size() == limit) {
        return new Page<>(entries, Optional.of(formatCursor(entries.getLast().name())));
      }
      entries.add(new Entry(blob.getName(), blob.getGeneration(), blob.getSize()));
    }
    return new Page<>(entries, Optional.empty());
  }

  private static String formatCursor(String name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
  }

  private static String parseCursor(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException("not a cursor of this store: '" + cursor + "'", broken);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
