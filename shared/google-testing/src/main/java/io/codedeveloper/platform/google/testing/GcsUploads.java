package io.codedeveloper.platform.google.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.platform.google.testing.GcsObjects.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// The two ways in which an object is written: in one request of two parts, and in chunks.
final class GcsUploads {
  private static final int CHUNK_UNIT = 256 * 1024;
  private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

  private final GcsObjects objects;
  private final Map<String, Session> sessions = new HashMap<>();
  private int chunks;

  GcsUploads(GcsObjects objects) {
    this.objects = objects;
  }

  private record Session(
      String bucket, JsonObject metadata, OptionalLong wanted, ByteArrayOutputStream received) {}

  /// How many chunks of resumable uploads came.
  synchronized int chunks() {
    return chunks;
  }

  synchronized void serve(GcsRequest request, String address) throws IOException {
    request.refuseOtherPreconditions();
    switch (request.method() + " " + request.parameter("uploadType").orElse("")) {
      case "POST multipart" -> request.answer(GcsJson.of(request.bucket(), multipart(request)));
      case "POST resumable" -> begin(request, address);
      case "PUT resumable" -> continueSession(request);
      default -> throw new GcsRefusal(501, "notImplemented", "not part of this server");
    }
  }

  private StoredObject multipart(GcsRequest request) {
    var boundary =
        request.header("Content-Type").replaceFirst("(?s).*boundary=\"?([^\";]+).*", "$1");
    var text = new String(request.body(), ISO_8859_1);
    var first = text.indexOf("\r\n\r\n") + 4;
    var second = text.indexOf("\r\n--" + boundary, first);
    var content = text.indexOf("\r\n\r\n", second) + 4;
    var end = text.lastIndexOf("\r\n--" + boundary + "--");
    var json = new String(text.substring(first, second).getBytes(ISO_8859_1), UTF_8);
    return store(
        request.bucket(),
        JsonParser.parseString(json).getAsJsonObject(),
        text.substring(content, end).getBytes(ISO_8859_1),
        request.number("ifGenerationMatch"));
  }

  private void begin(GcsRequest request, String address) throws IOException {
    var metadata = JsonParser.parseString(new String(request.body(), UTF_8)).getAsJsonObject();
    request.parameter("name").ifPresent(name -> metadata.addProperty("name", name));
    var wanted = request.number("ifGenerationMatch");
    objects.check(request.bucket(), name(metadata), wanted);
    var id = "session-" + sessions.size();
    sessions.put(id, new Session(request.bucket(), metadata, wanted, new ByteArrayOutputStream()));
    request
        .exchange()
        .getResponseHeaders()
        .set(
            "Location",
            "http://%s/upload/storage/v1/b/%s/o?uploadType=resumable&upload_id=%s"
                .formatted(address, request.bucket(), id));
    request.answer(200, new byte[0]);
  }

  private void continueSession(GcsRequest request) throws IOException {
    var session = session(request);
    var range = RANGE.matcher(request.header("Content-Range"));
    if (!range.matches()) {
      throw new GcsRefusal(400, "invalid", "no Content-Range");
    }
    var received = session.received();
    if (range.group(1) != null) {
      chunks++;
      append(received, Long.parseLong(range.group(1)), request.body(), range.group(3));
    }
    if (range.group(3).equals(String.valueOf(received.size()))) {
      var stored =
          store(session.bucket(), session.metadata(), received.toByteArray(), session.wanted());
      request.answer(GcsJson.of(session.bucket(), stored));
      return;
    }
    if (received.size() > 0) {
      request.exchange().getResponseHeaders().set("Range", "bytes=0-" + (received.size() - 1));
    }
    request.answer(308, new byte[0]);
  }

  private static void append(
      ByteArrayOutputStream received, long from, byte[] chunk, String total) {
    if (from > received.size()) {
      throw new GcsRefusal(503, "backendError", "bytes before these are missing");
    }
    if (total.equals("*") && chunk.length % CHUNK_UNIT != 0) {
      throw new GcsRefusal(400, "invalid", "a chunk must be a multiple of 256 KiB");
    }
    var known = received.size() - (int) from;
    if (known < chunk.length) {
      received.write(chunk, known, chunk.length - known);
    }
  }

  private Session session(GcsRequest request) {
    return request
        .parameter("upload_id")
        .flatMap(id -> Optional.ofNullable(sessions.get(id)))
        .orElseThrow(() -> new GcsRefusal(404, "notFound", "no such upload"));
  }

  private StoredObject store(
      String bucket, JsonObject metadata, byte[] content, OptionalLong wanted) {
    verify(metadata, "crc32c", crc32c(content));
    verify(metadata, "md5Hash", md5(content));
    return objects.put(bucket, name(metadata), content, metadata, wanted);
  }

  private static void verify(JsonObject metadata, String field, String actual) {
    var told = metadata.get(field);
    if (told != null && !told.isJsonNull() && !told.getAsString().equals(actual)) {
      throw new GcsRefusal(400, "invalid", field + " does not match the content");
    }
  }

  private static String name(JsonObject metadata) {
    return metadata.has("name") ? metadata.get("name").getAsString() : "";
  }

  static String crc32c(byte[] content) {
    var checksum = new CRC32C();
    checksum.update(content);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }

  static String md5(byte[] content) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
