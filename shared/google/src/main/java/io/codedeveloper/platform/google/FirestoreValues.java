package io.codedeveloper.platform.google;

import com.google.firestore.v1.ArrayValue;
import com.google.firestore.v1.MapValue;
import com.google.firestore.v1.Value;
import com.google.protobuf.NullValue;
import com.google.protobuf.Timestamp;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fields as Firestore's own typed values, which its console shows and lets people edit.
final class FirestoreValues {
  /// Firestore's limit for a field's name, in UTF-8 bytes.
  private static final int LONGEST_NAME = 1500;

  /// Firestore's limit for maps and lists within each other.
  private static final int DEEPEST = 20;

  private FirestoreValues() {}

  /// @throws IllegalArgumentException for a name or a depth that Firestore does not take
  static Map<String, Value> encode(Fields fields) {
    return encodeMap(fields.asMap(), 0);
  }

  /// @throws IllegalArgumentException for a name or a depth that Firestore does not take
  static Value encode(@Nullable Object value) {
    return encode(value, 0);
  }

  private static Value encode(@Nullable Object value, int depth) {
    var encoded = Value.newBuilder();
    return switch (value) {
      case null -> encoded.setNullValue(NullValue.NULL_VALUE).build();
      case String text -> encoded.setStringValue(text).build();
      case Boolean flag -> encoded.setBooleanValue(flag).build();
      case Long number -> encoded.setIntegerValue(number).build();
      case Double decimal -> encoded.setDoubleValue(decimal).build();
      case Instant instant -> encoded.setTimestampValue(timestamp(instant)).build();
      case List<?> list -> encoded.setArrayValue(encodeList(list, nested(depth))).build();
      case Map<?, ?> map ->
          encoded
              .setMapValue(MapValue.newBuilder().putAllFields(encodeMap(map, nested(depth))))
              .build();
      default -> throw new IllegalArgumentException("not a value of Fields: " + value.getClass());
    };
  }

  private static int nested(int depth) {
    if (depth == DEEPEST) {
      throw new IllegalArgumentException(
          "a document holds maps and lists at most %d deep".formatted(DEEPEST));
    }
    return depth + 1;
  }

  private static Map<String, Value> encodeMap(Map<?, ?> map, int depth) {
    var encoded = new LinkedHashMap<String, Value>();
    map.forEach((name, value) -> encoded.put(checkName((String) name), encode(value, depth)));
    return encoded;
  }

  private static ArrayValue encodeList(List<?> list, int depth) {
    var encoded = ArrayValue.newBuilder();
    list.forEach(item -> encoded.addValues(encode(item, depth)));
    return encoded.build();
  }

  private static String checkName(String name) {
    var length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "not a legal field name (%d bytes, at most %d): '%s…'"
              .formatted(length, LONGEST_NAME, name.substring(0, 40)));
    }
    return name;
  }

  /// @param path of the document, for the message
  /// @throws IllegalStateException for a value of a type that [Fields] does not have
  static Fields decode(DocumentPath path, Map<String, Value> fields) {
    try {
      return Fields.of(decodeMap(fields));
    } catch (ForeignTypeException foreign) {
      throw new IllegalStateException(
          "document %s has a field of type %s, which this program never writes; change it in Firestore's console"
              .formatted(path, foreign.getMessage()),
          foreign);
    }
  }

  private static final class ForeignTypeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForeignTypeException(Value.ValueTypeCase type) {
      super(type.name());
    }
  }

  private static Map<String, @Nullable Object> decodeMap(Map<String, Value> fields) {
    var decoded = new LinkedHashMap<String, @Nullable Object>();
    fields.forEach((name, value) -> decoded.put(name, decode(value)));
    return decoded;
  }

  private static @Nullable Object decode(Value value) {
    return switch (value.getValueTypeCase()) {
      case NULL_VALUE -> null;
      case STRING_VALUE -> value.getStringValue();
      case BOOLEAN_VALUE -> value.getBooleanValue();
      case INTEGER_VALUE -> value.getIntegerValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case TIMESTAMP_VALUE -> instant(value.getTimestampValue());
      case ARRAY_VALUE -> decodeList(value.getArrayValue().getValuesList());
      case MAP_VALUE -> decodeMap(value.getMapValue().getFieldsMap());
      default -> throw new ForeignTypeException(value.getValueTypeCase());
    };
  }

  private static List<@Nullable Object> decodeList(List<Value> values) {
    var decoded = new ArrayList<@Nullable Object>(values.size());
    values.forEach(value -> decoded.add(decode(value)));
    return decoded;
  }

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
