package io.codedeveloper.platform.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;

/// The place of a document in an order: its sort key, then its id.
record DocumentCursor(byte[] sortKey, String id) {
  static DocumentCursor parse(String text) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      var key = new byte[bytes.getShort()];
      bytes.get(key);
      var id = new byte[bytes.remaining()];
      bytes.get(id);
      var cursor = new DocumentCursor(key, new String(id, UTF_8));
      if (key.length > 0 && id.length > 0 && cursor.format().equals(text)) {
        return cursor;
      }
    } catch (IllegalArgumentException
        | java.nio.BufferUnderflowException
        | NegativeArraySizeException broken) {
      throw refused(text, broken);
    }
    throw refused(text, null);
  }

  private static IllegalArgumentException refused(
      String text, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalArgumentException("not a cursor of this store: '" + text + "'", cause);
  }

  String format() {
    var idBytes = id.getBytes(UTF_8);
    var bytes =
        ByteBuffer.allocate(Short.BYTES + sortKey.length + idBytes.length)
            .putShort((short) sortKey.length)
            .put(sortKey)
            .put(idBytes)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
