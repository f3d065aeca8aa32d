package io.codedeveloper.job.iteration;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Documents, blobs and the remote repository as an earlier version of the code left them at some
/// moment. They were saved by running that version.
///
/// @param json as in `documents-1/*.json`
record StoredState(JsonObject json) {
  /// Ids of earlier executions, which today's must not repeat.
  private static final int IDS = 1_000;

  /// @param name without `.json`
  static StoredState read(String name) {
    var resource = "documents-1/" + name + ".json";
    try (var in = StoredState.class.getResourceAsStream(resource)) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new StoredState(JsonParser.parseString(text).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Today's code over that state.
  Harness open(Path directory) {
    var harness = new Harness(directory).idsAfter(IDS);
    cloneRemote(directory);
    harness
        .platform
        .ports()
        .documents()
        .transact(tx -> {
          json.getAsJsonObject("documents")
              .entrySet()
              .forEach(one ->
                  tx.create(
                      new DocumentPath(one.getKey()),
                      fields(one.getValue().getAsJsonObject(), harness.bare.toString())));
          return IDS;
        });
    json.getAsJsonObject("blobs")
        .entrySet()
        .forEach(one ->
            harness
                .platform
                .ports()
                .blobs()
                .write(one.getKey(), bytes(one.getValue()), new BlobStore.Precondition.None()));
    return harness;
  }

  private void cloneRemote(Path directory) {
    try {
      Files.write(directory.resolve("remote.bundle"), bytes(json.get("remote")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Repositories.git(directory, "clone", "-q", "--mirror", "remote.bundle", "remote.git");
  }

  private static byte[] bytes(JsonElement base64) {
    return Base64.getDecoder().decode(base64.getAsString());
  }

  private static Fields fields(JsonObject object, String remote) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    object.entrySet().forEach(field -> values.put(field.getKey(), value(field.getValue(), remote)));
    return Fields.of(values);
  }

  private static @Nullable Object value(JsonElement element, String remote) {
    if (element.isJsonNull()) {
      return null;
    }
    if (element.isJsonArray()) {
      return element.getAsJsonArray().asList().stream().map(one -> value(one, remote)).toList();
    }
    if (element.isJsonObject()) {
      var object = element.getAsJsonObject();
      return object.has("$instant")
          ? Instant.parse(object.get("$instant").getAsString())
          : Map.copyOf(fields(object, remote).asMap());
    }
    var primitive = element.getAsJsonPrimitive();
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (primitive.isString()) {
      return primitive.getAsString().replace("${REMOTE}", remote);
    }
    var number = primitive.getAsString();
    return number.contains(".") ? (Object) Double.valueOf(number) : Long.valueOf(number);
  }
}
