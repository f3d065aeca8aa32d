package io.codedeveloper.cli.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Cloud Storage's buckets, and the versions of one file.
public final class StorageApi implements GoogleApi {
  private static final Pattern BUCKET = Pattern.compile("/storage/v1/b/([^/]+)(/iam)?");
  private static final Pattern OBJECT =
      Pattern.compile("(?:/download)?/storage/v1/b/([^/]+)/o(?:/(.+))?");

  private final Map<String, JsonObject> buckets = new TreeMap<>();
  private final Map<String, String> bindings = new TreeMap<>();
  private final List<Version> versions = new ArrayList<>();
  private final Set<String> deleted = new TreeSet<>();

  private record Version(String bucket, String name, long generation, String text) {
    String json() {
      return """
      {"kind": "storage#object", "id": "%1$s/%2$s/%3$d", "bucket": "%1$s", "name": "%2$s",
       "generation": "%3$d", "metageneration": "1", "size": "%4$d", "storageClass": "STANDARD",
       "timeCreated": "%5$s", "updated": "%5$s", "contentType": "text/plain",
       "mediaLink": "http://google.test/download/storage/v1/b/%1$s/o/%6$s?generation=%3$d&alt=media"}
      """
          .formatted(
              bucket,
              name,
              generation,
              text.getBytes(UTF_8).length,
              Instant.ofEpochSecond(generation / 1_000_000),
              URLEncoder.encode(name, UTF_8));
    }
  }

  /// A bucket that keeps what is replaced, or one that does not.
  public void bucket(String name, boolean versioning) {
    buckets.put(
        name,
        JsonParser.parseString(
                """
                {"kind": "storage#bucket", "id": "%1$s", "name": "%1$s", "location": "EUROPE-WEST1",
                 "projectNumber": "1", "metageneration": "1", "storageClass": "STANDARD",
                 "timeCreated": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z",
                 "versioning": {"enabled": %2$b},
                 "softDeletePolicy": {"retentionDurationSeconds": "604800"},
                 "iamConfiguration": {"publicAccessPrevention": "enforced",
                   "uniformBucketLevelAccess": {"enabled": true}}}
                """
                    .formatted(name, versioning))
            .getAsJsonObject());
  }

  /// Another property of a bucket, as JSON.
  public void property(String bucket, String name, String json) {
    buckets.getOrDefault(bucket, new JsonObject()).add(name, JsonParser.parseString(json));
  }

  /// Who may do what with a bucket, as JSON.
  public void bindings(String bucket, String json) {
    bindings.put(bucket, json);
  }

  /// A version of a file; the last one is the present one.
  public void version(String bucket, String name, long generation, String text) {
    versions.add(new Version(bucket, name, generation, text));
  }

  /// Somebody deleted a file; its versions are kept.
  public void deleted(String name) {
    deleted.add(name);
  }

  @Override
  public Optional<Answer> answer(String method, URI address, String body) {
    var bucket = BUCKET.matcher(address.getPath());
    if (bucket.matches()) {
      return Optional.of(ofBucket(bucket.group(1), bucket.group(2) != null));
    }
    var object = OBJECT.matcher(address.getRawPath());
    return object.matches()
        ? Optional.of(ofObjects(object.group(2), String.valueOf(address.getQuery())))
        : Optional.empty();
  }

  private Answer ofBucket(String name, boolean iam) {
    var one = buckets.get(name);
    if (one == null) {
      return Answer.error(404, "NOT_FOUND", "no bucket " + name);
    }
    return Answer.ok(
        iam
            ? "{\"bindings\": %s, \"etag\": \"CAE=\"}".formatted(bindings.getOrDefault(name, "[]"))
            : one.toString());
  }

  private boolean isPresent(Version version) {
    return versions.stream()
        .filter(one -> one.name().equals(version.name()))
        .allMatch(one -> one.generation() <= version.generation());
  }

  private Answer ofObjects(String encoded, String query) {
    if (encoded == null) {
      var all = new JsonArray();
      for (var one : versions) {
        var json = JsonParser.parseString(one.json()).getAsJsonObject();
        if (deleted.contains(one.name()) || !isPresent(one)) {
          json.addProperty("timeDeleted", "2026-03-01T12:00:00Z");
        }
        all.add(json);
      }
      return Answer.ok("{\"kind\": \"storage#objects\", \"items\": %s}".formatted(all));
    }
    var name = URLDecoder.decode(encoded, UTF_8);
    var generation = query.replaceFirst("(?:.*&)?generation=([0-9]+).*", "$1");
    return versions.stream()
        .filter(one -> one.name().equals(name) && ("" + one.generation()).equals(generation))
        .findFirst()
        .map(one -> Answer.ok(query.contains("alt=media") ? one.text() : one.json()))
        .orElseGet(() -> Answer.error(404, "NOT_FOUND", "no such object"));
  }
}
