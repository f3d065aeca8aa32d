package io.codedeveloper.functions.http;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A flat JSON object, read strictly: standard syntax, valid UTF-8, no name twice, nothing nested,
/// nothing after it.
public final class JsonBody {
  private static final int LONGEST_SHOWN = 80;

  private final Map<String, @Nullable Object> values;

  private JsonBody(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /// @throws Problem 400 when it is anything else
  static JsonBody parse(byte[] bytes) {
    if (bytes.length == 0) {
      return new JsonBody(Map.of());
    }
    try (var reader = new JsonReader(new StringReader(text(bytes)))) {
      reader.setStrictness(Strictness.STRICT);
      return read(reader);
    } catch (MalformedJsonException | EOFException malformed) {
      throw new Problem(400, "the body is not valid JSON");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      throw new Problem(400, "the body is not valid UTF-8");
    }
  }

  private static JsonBody read(JsonReader reader) throws IOException {
    if (reader.peek() != JsonToken.BEGIN_OBJECT) {
      throw new Problem(400, "the body must be a JSON object");
    }
    var values = new LinkedHashMap<String, @Nullable Object>();
    reader.beginObject();
    while (reader.hasNext()) {
      var name = reader.nextName();
      if (values.containsKey(name)) {
        throw new Problem(400, "the field '%s' stands twice in the body".formatted(shown(name)));
      }
      values.put(name, wellFormed(name, reader));
    }
    reader.endObject();
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw new Problem(400, "something follows the JSON object in the body");
    }
    return new JsonBody(values);
  }

  private static @Nullable Object wellFormed(String name, JsonReader reader) throws IOException {
    try {
      return value(name, reader);
    } catch (MalformedJsonException malformed) {
      throw new Problem(400, "the field '%s' is not valid JSON".formatted(shown(name)));
    }
  }

  private static @Nullable Object value(String name, JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case STRING -> reader.nextString();
      case BOOLEAN -> reader.nextBoolean();
      case NUMBER -> number(name, reader);
      case NULL -> {
        reader.nextNull();
        yield null;
      }
      case BEGIN_ARRAY, END_ARRAY, BEGIN_OBJECT, END_OBJECT, NAME, END_DOCUMENT ->
          throw new Problem(
              400,
              "the field '%s' must be a text, a number, true, false or null"
                  .formatted(shown(name)));
    };
  }

  private static Long number(String name, JsonReader reader) throws IOException {
    try {
      return reader.nextLong();
    } catch (NumberFormatException fraction) {
      throw new Problem(400, "the field '%s' must be a whole number".formatted(shown(name)));
    }
  }

  /// A name of the caller's as it may stand in an answer.
  private static String shown(String name) {
    return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name;
  }

  /// Refuses every field but these.
  public JsonBody only(String... names) {
    var known = List.of(names);
    for (var name : values.keySet()) {
      if (!known.contains(name)) {
        throw new Problem(
            400,
            "the field '%s' is not known here; known are: %s"
                .formatted(shown(name), known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
    return this;
  }

  /// Whether a field is there, if only as null.
  public boolean has(String name) {
    return values.containsKey(name);
  }

  public Optional<String> text(String name) {
    return get(name, String.class, "a text");
  }

  public String requireText(String name) {
    return text(name)
        .orElseThrow(() -> new Problem(400, "the field '%s' is missing".formatted(name)));
  }

  public Optional<Boolean> flag(String name) {
    return get(name, Boolean.class, "true or false");
  }

  public Optional<Long> number(String name) {
    return get(name, Long.class, "a whole number");
  }

  private <T> Optional<T> get(String name, Class<T> type, String what) {
    var value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw new Problem(400, "the field '%s' must be %s".formatted(name, what));
    }
    return Optional.of(type.cast(value));
  }
}
