package io.codedeveloper.platform.google.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What the server of Cloud Storage holds: buckets of objects, with all generations where a bucket
/// has versioning.
final class GcsObjects {
  private static final Comparator<String> BYTE_ORDER =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

  private final Clock clock;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private long newest;

  GcsObjects(Clock clock) {
    this.clock = clock;
  }

  private record Bucket(
      boolean isVersioned,
      TreeMap<String, StoredObject> live,
      TreeMap<String, List<StoredObject>> noncurrent) {}

  /// @param metadata the client's own
  record StoredObject(String name, long generation, byte[] content, JsonObject metadata) {}

  synchronized void createBucket(String name, boolean isVersioned) {
    buckets.put(
        name, new Bucket(isVersioned, new TreeMap<>(BYTE_ORDER), new TreeMap<>(BYTE_ORDER)));
  }

  /// The object as it is, or as it was in a generation that is still there.
  ///
  /// @throws GcsRefusal 404
  synchronized StoredObject get(String bucket, String name, OptionalLong generation) {
    var found = bucket(bucket);
    var live = Optional.ofNullable(found.live().get(name));
    var wanted =
        generation.isEmpty()
            ? live
            : java.util.stream.Stream.concat(
                    live.stream(), found.noncurrent().getOrDefault(name, List.of()).stream())
                .filter(one -> one.generation() == generation.getAsLong())
                .findFirst();
    return wanted.orElseThrow(
        () -> new GcsRefusal(404, "notFound", "No such object: " + bucket + "/" + name));
  }

  /// @param wanted the generation that must be live; 0 for none
  /// @throws GcsRefusal 412 when another is
  synchronized StoredObject put(
      String bucket, String name, byte[] content, JsonObject metadata, OptionalLong wanted) {
    checkName(name);
    var into = bucket(bucket);
    checkGeneration(into, name, wanted);
    retire(into, name);
    var stored = new StoredObject(name, nextGeneration(), content, metadata);
    into.live().put(name, stored);
    return stored;
  }

  synchronized void delete(String bucket, String name, OptionalLong wanted) {
    get(bucket, name, OptionalLong.empty());
    checkGeneration(bucket(bucket), name, wanted);
    retire(bucket(bucket), name);
  }

  /// The live objects from a name on that begin with a prefix.
  synchronized List<StoredObject> list(String bucket, String prefix, String from) {
    return bucket(bucket).live().tailMap(from, true).values().stream()
        .filter(object -> object.name().startsWith(prefix))
        .toList();
  }

  /// @throws GcsRefusal 412 when the precondition does not hold by now
  synchronized void check(String bucket, String name, OptionalLong wanted) {
    checkName(name);
    checkGeneration(bucket(bucket), name, wanted);
  }

  private static void checkGeneration(Bucket bucket, String name, OptionalLong wanted) {
    var live = bucket.live().get(name);
    var generation = live == null ? 0 : live.generation();
    if (wanted.isPresent() && wanted.getAsLong() != generation) {
      throw new GcsRefusal(
          412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
    }
  }

  private static void checkName(String name) {
    var length = name.getBytes(UTF_8).length;
    var isOdd = name.equals(".") || name.equals("..") || name.matches("(?s).*[\\r\\n].*");
    if (length == 0 || length > 1024 || isOdd || name.startsWith(".well-known/acme-challenge/")) {
      throw new GcsRefusal(400, "invalid", "Disallowed name for an object.");
    }
  }

  private static void retire(Bucket bucket, String name) {
    var before = bucket.live().remove(name);
    if (before != null && bucket.isVersioned()) {
      bucket.noncurrent().computeIfAbsent(name, none -> new ArrayList<>()).add(before);
    }
  }

  /// As the service's own: the time in microseconds, and always more than before.
  private long nextGeneration() {
    newest = Math.max(newest + 1, clock.millis() * 1000);
    return newest;
  }

  private Bucket bucket(String name) {
    var bucket = buckets.get(name);
    if (bucket == null) {
      throw new GcsRefusal(404, "notFound", "The specified bucket does not exist.");
    }
    return bucket;
  }
}
