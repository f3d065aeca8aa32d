package io.codedeveloper.platform.memory;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The order of values of every type: null, flags, numbers, times, texts, lists, maps.
enum ValueOrder implements Comparator<@Nullable Object> {
  INSTANCE;

  @Override
  public int compare(@Nullable Object left, @Nullable Object right) {
    var byType = Integer.compare(rank(left), rank(right));
    if (byType != 0 || left == null || right == null) {
      return byType;
    }
    return switch (left) {
      case Boolean flag -> flag.compareTo((Boolean) right);
      case Number number -> numbers(number, (Number) right);
      case Instant instant -> instant.compareTo((Instant) right);
      case String text -> texts(text, (String) right);
      default -> left.equals(right) ? 0 : texts(left.toString(), right.toString());
    };
  }

  private static int rank(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Boolean flag -> 1;
      case Number number -> 2;
      case Instant instant -> 3;
      case String text -> 4;
      case List<?> list -> 5;
      default -> 6;
    };
  }

  private static int numbers(Number left, Number right) {
    if (left instanceof Double || right instanceof Double) {
      var a = left.doubleValue();
      var b = right.doubleValue();
      if (!Double.isFinite(a) || !Double.isFinite(b)) {
        return Double.compare(a, b);
      }
    }
    return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
  }

  private static int texts(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
