package io.codedeveloper.functions.token;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;

/// Checks JSON for what parsers disagree about: names that stand twice, anything after the end, bad
/// UTF-8.
final class StrictJson {
  private StrictJson() {}

  /// True when the bytes are one JSON object, valid beyond doubt.
  static boolean isObject(byte[] bytes) {
    try (var reader = new JsonReader(new StringReader(text(bytes)))) {
      reader.setStrictness(Strictness.STRICT);
      return reader.peek() == JsonToken.BEGIN_OBJECT
          && unambiguous(reader)
          && reader.peek() == JsonToken.END_DOCUMENT;
    } catch (IOException | NumberFormatException malformed) {
      return false;
    }
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static boolean unambiguous(JsonReader reader) throws IOException {
    var names = new HashSet<String>();
    reader.beginObject();
    while (reader.hasNext()) {
      if (!names.add(reader.nextName())) {
        return false;
      }
      if (reader.peek() == JsonToken.BEGIN_OBJECT) {
        if (!unambiguous(reader)) {
          return false;
        }
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    return true;
  }
}
