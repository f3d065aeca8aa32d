package io.codedeveloper.platform.local;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.codedeveloper.platform.Fields;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fields as JSON that a person can read and that keeps every type.
///
/// A number with a point or an exponent is a Double, any other a Long. What JSON has no word for is
/// an object of one name: `{"$instant": "2026-01-01T00:00:00Z"}`, `{"$double": "NaN"}`. A map whose
/// first name starts with `$` is wrapped, so that it is not taken for one of these: `{"$map":
/// {…}}`.
final class FieldCodec {
  private static final String INSTANT = "$instant";
  private static final String DOUBLE = "$double";
  private static final String MAP = "$map";

  private FieldCodec() {}

  static String encode(Fields fields) {
    var text = new StringWriter();
    try (var writer = new JsonWriter(text)) {
      writer.setSerializeNulls(true);
      writeMap(writer, fields.asMap());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  static Fields decode(String json) {
    try (var reader = new JsonReader(new StringReader(json))) {
      return Fields.of(readMap(reader));
    } catch (IOException | IllegalStateException damaged) {
      throw new IllegalStateException("a stored document is damaged: " + json, damaged);
    }
  }

  private static void write(JsonWriter writer, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> writer.nullValue();
      case String text -> writer.value(text);
      case Boolean flag -> writer.value(flag);
      case Long number -> writer.value(number);
      case Double decimal when Double.isFinite(decimal) -> writer.jsonValue(decimal.toString());
      case Double decimal -> writeTagged(writer, DOUBLE, decimal.toString());
      case Instant instant -> writeTagged(writer, INSTANT, instant.toString());
      case List<?> list -> writeList(writer, list);
      case Map<?, ?> map when isAmbiguous(map) -> {
        writer.beginObject().name(MAP);
        writeMap(writer, map);
        writer.endObject();
      }
      case Map<?, ?> map -> writeMap(writer, map);
      default -> throw new IllegalArgumentException("not a value of Fields: " + value.getClass());
    }
  }

  private static boolean isAmbiguous(Map<?, ?> map) {
    return !map.isEmpty() && ((String) map.keySet().iterator().next()).startsWith("$");
  }

  private static void writeTagged(JsonWriter writer, String tag, String value) throws IOException {
    writer.beginObject().name(tag).value(value).endObject();
  }

  private static void writeList(JsonWriter writer, List<?> list) throws IOException {
    writer.beginArray();
    for (var item : list) {
      write(writer, item);
    }
    writer.endArray();
  }

  private static void writeMap(JsonWriter writer, Map<?, ?> map) throws IOException {
    writer.beginObject();
    for (var entry : map.entrySet()) {
      writer.name((String) entry.getKey());
      write(writer, entry.getValue());
    }
    writer.endObject();
  }

  private static @Nullable Object read(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case NULL -> {
        reader.nextNull();
        yield null;
      }
      case STRING -> reader.nextString();
      case BOOLEAN -> reader.nextBoolean();
      case NUMBER -> readNumber(reader.nextString());
      case BEGIN_ARRAY -> readList(reader);
      case BEGIN_OBJECT -> readObject(reader);
      case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT ->
          throw new IllegalStateException("unexpected end at " + reader.getPath());
    };
  }

  /// Not a conditional expression, which would turn the Long into a Double.
  private static Object readNumber(String text) {
    if (text.chars().anyMatch(character -> character == '.' || character == 'E')) {
      return Double.valueOf(text);
    }
    return Long.valueOf(text);
  }

  private static List<@Nullable Object> readList(JsonReader reader) throws IOException {
    var list = new ArrayList<@Nullable Object>();
    reader.beginArray();
    while (reader.peek() != JsonToken.END_ARRAY) {
      list.add(read(reader));
    }
    reader.endArray();
    return list;
  }

  private static Object readObject(JsonReader reader) throws IOException {
    reader.beginObject();
    if (reader.peek() == JsonToken.END_OBJECT) {
      return readEntries(reader, new LinkedHashMap<>());
    }
    var first = reader.nextName();
    if (!first.startsWith("$")) {
      var map = new LinkedHashMap<String, @Nullable Object>();
      map.put(first, read(reader));
      return readEntries(reader, map);
    }
    var value =
        switch (first) {
          case INSTANT -> Instant.parse(reader.nextString());
          case DOUBLE -> Double.valueOf(reader.nextString());
          case MAP -> readMap(reader);
          default -> throw new IllegalStateException("unknown tag " + first);
        };
    reader.endObject();
    return value;
  }

  private static Map<String, @Nullable Object> readMap(JsonReader reader) throws IOException {
    reader.beginObject();
    return readEntries(reader, new LinkedHashMap<>());
  }

  private static Map<String, @Nullable Object> readEntries(
      JsonReader reader, Map<String, @Nullable Object> map) throws IOException {
    while (reader.peek() != JsonToken.END_OBJECT) {
      var name = reader.nextName();
      map.put(name, read(reader));
    }
    reader.endObject();
    return map;
  }
}
