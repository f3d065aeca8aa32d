package io.codedeveloper.platform.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A field's value as bytes whose order is the order of the values (Firestore's), equal where the
/// values are.
final class SortKey {
  /// Firestore indexes so many bytes of a text; here a digest of the whole follows, so that
  /// equality stays exact.
  private static final int LONGEST_TEXT = 1500;

  private static final byte NULL = 1;
  private static final byte FLAG = 2;
  private static final byte NUMBER = 3;
  private static final byte TIME = 4;
  private static final byte TEXT = 5;
  private static final byte LIST = 6;
  private static final byte MAP = 7;

  private SortKey() {}

  static byte[] of(@Nullable Object value) {
    return switch (value) {
      case null -> new byte[] {NULL};
      case Boolean flag -> new byte[] {FLAG, (byte) (flag ? 1 : 0)};
      case Long number -> whole(number);
      case Double decimal -> number(decimal, 0);
      case Instant instant -> tagged(TIME, Micros.of(instant));
      case String text -> text(text);
      case List<?> _ -> new byte[] {LIST};
      case Map<?, ?> _ -> new byte[] {MAP};
      default -> throw new IllegalArgumentException("not a value of Fields: " + value.getClass());
    };
  }

  /// A Long has digits that its nearest Double lacks; what is missing follows the Double.
  private static byte[] whole(long number) {
    var nearest = (double) number;
    return number(nearest, number - (long) nearest);
  }

  private static byte[] number(double decimal, long rest) {
    var bits = Double.isNaN(decimal) ? Long.MIN_VALUE : ordered(decimal + 0.0);
    return ByteBuffer.allocate(1 + 2 * Long.BYTES)
        .put(NUMBER)
        .putLong(bits ^ Long.MIN_VALUE)
        .putLong(rest ^ Long.MIN_VALUE)
        .array();
  }

  /// The bits of a Double as a Long of the same order; adding 0.0 before has made -0.0 the same as
  /// 0.0.
  private static long ordered(double decimal) {
    var bits = Double.doubleToLongBits(decimal);
    return bits < 0 ? ~bits ^ Long.MIN_VALUE : bits;
  }

  private static byte[] tagged(byte tag, long number) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(tag).putLong(number ^ Long.MIN_VALUE).array();
  }

  private static byte[] text(String text) {
    var bytes = text.getBytes(UTF_8);
    if (bytes.length <= LONGEST_TEXT) {
      return ByteBuffer.allocate(1 + bytes.length).put(TEXT).put(bytes).array();
    }
    var digest = sha256(bytes);
    return ByteBuffer.allocate(1 + LONGEST_TEXT + digest.length)
        .put(TEXT)
        .put(bytes, 0, LONGEST_TEXT)
        .put(digest)
        .array();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
