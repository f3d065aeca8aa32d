package io.codedeveloper.platform.memory;

import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobName;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.Page;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/// Blobs in a map.
public final class InMemoryBlobStore implements BlobStore {
  private static final Comparator<String> BYTES =
      (left, right) ->
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

  private final TreeMap<String, Blob> blobs = new TreeMap<>(BYTES);
  private long generation = 1000;

  @Override
  public synchronized Optional<Blob> read(String name) {
    return Optional.ofNullable(blobs.get(BlobName.check(name)));
  }

  @Override
  public synchronized WriteResult write(String name, byte[] content, Precondition precondition) {
    var present = read(name);
    if (!holds(precondition, present)) {
      return new WriteResult.Refused(present.map(Blob::generation));
    }
    blobs.put(name, new Blob(name, ++generation, content.clone()));
    return new WriteResult.Written(generation);
  }

  @Override
  public synchronized WriteResult delete(String name, Precondition precondition) {
    var present = read(name);
    if (!holds(precondition, present)) {
      return new WriteResult.Refused(present.map(Blob::generation));
    }
    blobs.remove(name);
    return new WriteResult.Written(0);
  }

  @Override
  public synchronized Page<Entry> list(String prefix, int limit, Optional<String> cursor) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit must be 1 to 1000: " + limit);
    }
    var after =
        cursor.map(text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    var found =
        blobs.values().stream()
            .filter(blob -> blob.name().startsWith(prefix))
            .filter(blob -> after.stream().allMatch(last -> BYTES.compare(last, blob.name()) < 0))
            .limit(limit + 1L)
            .map(blob -> new Entry(blob.name(), blob.generation(), blob.content().length))
            .toList();
    if (found.size() <= limit) {
      return new Page<>(found, Optional.empty());
    }
    var items = found.subList(0, limit);
    var last = items.getLast().name().getBytes(StandardCharsets.UTF_8);
    return new Page<>(items, Optional.of(Base64.getUrlEncoder().encodeToString(last)));
  }

  private static boolean holds(Precondition precondition, Optional<Blob> present) {
    return switch (precondition) {
      case Precondition.None none -> true;
      case Precondition.Absent absent -> present.isEmpty();
      case Precondition.Generation(var wanted) ->
          present.filter(blob -> blob.generation() == wanted).isPresent();
    };
  }
}
