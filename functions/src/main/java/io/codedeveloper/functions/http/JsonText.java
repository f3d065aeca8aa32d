package io.codedeveloper.functions.http;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes maps, lists, texts, numbers, times and flags as JSON.
///
/// It looks into no class, as Gson itself would, and branches without a pattern switch: both cost a
/// cold start more than everything else that an answer takes.
public final class JsonText {
  private JsonText() {}

  /// @throws IllegalArgumentException for what JSON does not have
  public static String of(Map<String, ? extends @Nullable Object> body) {
    var text = new StringWriter();
    try (var writer = new JsonWriter(text)) {
      write(writer, body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void write(JsonWriter writer, @Nullable Object value) throws IOException {
    if (value == null) {
      writer.nullValue();
    } else if (value instanceof String text) {
      writer.value(text);
    } else if (value instanceof Boolean flag) {
      writer.value(flag);
    } else if (value instanceof Number number) {
      writer.value(number);
    } else if (value instanceof Instant at) {
      writer.value(at.toString());
    } else if (value instanceof Map<?, ?> map) {
      writeObject(writer, map);
    } else if (value instanceof List<?> list) {
      writeArray(writer, list);
    } else {
      throw new IllegalArgumentException("not a value of JSON: " + value.getClass().getName());
    }
  }

  private static void writeObject(JsonWriter writer, Map<?, ?> map) throws IOException {
    writer.beginObject();
    for (var entry : map.entrySet()) {
      write(writer.name(String.valueOf(entry.getKey())), entry.getValue());
    }
    writer.endObject();
  }

  private static void writeArray(JsonWriter writer, List<?> list) throws IOException {
    writer.beginArray();
    for (var item : list) {
      write(writer, item);
    }
    writer.endArray();
  }
}
