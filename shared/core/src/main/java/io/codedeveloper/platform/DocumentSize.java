package io.codedeveloper.platform;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How large a document is by Firestore's rules, so that every adapter refuses the same documents.
public final class DocumentSize {
  /// 1 MiB, as Firestore has it.
  public static final long LARGEST = 1_048_576;

  /// Firestore's limit for the value of one field: 1 MiB less 89 bytes.
  public static final long LARGEST_VALUE = 1_048_487;

  private static final long PER_DOCUMENT = 32;
  private static final long PER_NAME = 16;
  private static final long PER_NUMBER = 8;

  private DocumentSize() {}

  /// Refuses a document of more than 1 MiB, or with a field that is too large.
  ///
  /// @throws IllegalArgumentException naming the path, the field if it is one, and the size
  public static void check(DocumentPath path, Fields fields) {
    var size = of(path, fields);
    if (size > LARGEST) {
      throw new IllegalArgumentException(
          "document %s has %d bytes, more than the %d that a document can hold; put it in a blob"
              .formatted(path, size, LARGEST));
    }
    // No field is larger than its document.
    if (size > LARGEST_VALUE) {
      checkValues(path, fields);
    }
  }

  private static void checkValues(DocumentPath path, Fields fields) {
    fields
        .asMap()
        .forEach((name, value) -> {
          var size = value instanceof String text ? text(text) - 1 : value(value);
          if (size > LARGEST_VALUE) {
            throw new IllegalArgumentException(
                "field '%s' of document %s has %d bytes, more than the %d that a field can hold; put it in a blob"
                    .formatted(name, path, size, LARGEST_VALUE));
          }
        });
  }

  /// The size in bytes.
  public static long of(DocumentPath path, Fields fields) {
    // Each segment has its bytes and one more, which here the slashes are.
    return PER_NAME + text(path.value()) + map(fields.asMap()) + PER_DOCUMENT;
  }

  private static long map(Map<?, ?> map) {
    var size = 0L;
    for (var entry : map.entrySet()) {
      size += text((String) entry.getKey()) + value(entry.getValue());
    }
    return size;
  }

  private static long list(List<?> list) {
    var size = 0L;
    for (var element : list) {
      size += value(element);
    }
    return size;
  }

  private static long value(@Nullable Object value) {
    return switch (value) {
      case String text -> text(text);
      case Long _, Double _, Instant _ -> PER_NUMBER;
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      case null, default -> 1;
    };
  }

  private static long text(String text) {
    return Utf8.length(text) + 1L;
  }
}
