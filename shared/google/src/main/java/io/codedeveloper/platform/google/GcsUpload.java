package io.codedeveloper.platform.google;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.StorageException;
import io.codedeveloper.platform.BlobStore.Precondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;

/// One write of an object, by which it can be known again.
///
/// The client repeats a request whose answer was lost, and then is told that the precondition does
/// not hold any more: the mark in the object's metadata says whether it was this write that won.
///
/// @param content at most what fits in memory; from [#RESUMABLE_FROM] on it goes in chunks, of
///   which only the one that failed is sent again
record GcsUpload(BlobInfo info, byte[] content) {
  private static final String MARK = "write";

  /// Cloud Storage wants multiples of 256 KiB.
  private static final int CHUNK = 8 * 1024 * 1024;

  static final int RESUMABLE_FROM = CHUNK;

  static GcsUpload of(String bucket, String name, byte[] content) {
    return new GcsUpload(
        BlobInfo.newBuilder(BlobId.of(bucket, name))
            .setMetadata(Map.of(MARK, UUID.randomUUID().toString()))
            .setCrc32c(checksum(content))
            .build(),
        content);
  }

  /// The generation that was written.
  ///
  /// @throws StorageException with code 412 when the precondition does not hold
  long send(Storage storage, Precondition precondition) {
    return content.length < RESUMABLE_FROM
        ? storage.create(info, content, whole(precondition)).getGeneration()
        : sendChunks(storage, inChunks(precondition));
  }

  private long sendChunks(Storage storage, BlobWriteOption... options) {
    try {
      return storage
          .createFrom(info, new ByteArrayInputStream(content), CHUNK, options)
          .getGeneration();
    } catch (IOException failure) {
      throw failure.getCause() instanceof StorageException told
          ? told
          : StorageException.translate(failure);
    }
  }

  private static BlobTargetOption[] whole(Precondition precondition) {
    return switch (precondition) {
      case Precondition.None _ -> new BlobTargetOption[0];
      case Precondition.Absent _ -> new BlobTargetOption[] {BlobTargetOption.doesNotExist()};
      case Precondition.Generation(var generation) ->
          new BlobTargetOption[] {BlobTargetOption.generationMatch(generation)};
    };
  }

  private static BlobWriteOption[] inChunks(Precondition precondition) {
    var options = new ArrayList<>(List.of(BlobWriteOption.crc32cMatch()));
    switch (precondition) {
      case Precondition.None _ -> {}
      case Precondition.Absent _ -> options.add(BlobWriteOption.doesNotExist());
      case Precondition.Generation(var generation) ->
          options.add(BlobWriteOption.generationMatch(generation));
    }
    return options.toArray(BlobWriteOption[]::new);
  }

  /// Whether it was this write that made the object.
  boolean isOf(Blob object) {
    var metadata = object.getMetadata();
    return metadata != null && metadata.equals(info.getMetadata());
  }

  /// The checksum as Cloud Storage writes it: base64 of four bytes, the greatest first.
  static String checksum(byte[] content) {
    var checksum = new CRC32C();
    checksum.update(content);
    var bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }
}
