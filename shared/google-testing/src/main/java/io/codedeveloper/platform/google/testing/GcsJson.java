package io.codedeveloper.platform.google.testing;

import com.google.gson.JsonObject;
import io.codedeveloper.platform.google.testing.GcsObjects.StoredObject;

/// Objects as the JSON API describes them.
final class GcsJson {
  private GcsJson() {}

  static JsonObject of(String bucket, StoredObject object) {
    var json = new JsonObject();
    json.addProperty("kind", "storage#object");
    json.addProperty("bucket", bucket);
    json.addProperty("name", object.name());
    json.addProperty("generation", Long.toString(object.generation()));
    json.addProperty("metageneration", "1");
    json.addProperty("size", Long.toString(object.content().length));
    json.addProperty("crc32c", GcsUploads.crc32c(object.content()));
    json.addProperty("md5Hash", GcsUploads.md5(object.content()));
    json.addProperty("storageClass", "STANDARD");
    if (object.metadata().has("metadata")) {
      json.add("metadata", object.metadata().get("metadata"));
    }
    return json;
  }
}
