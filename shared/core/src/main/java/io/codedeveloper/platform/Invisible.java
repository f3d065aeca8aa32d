package io.codedeveloper.platform;

import java.util.Locale;

/// Characters that nobody sees, but that a terminal obeys or that change the order of what is seen.
public final class Invisible {
  private Invisible() {}

  /// JSON with each of them as an escape: it means the same, and may be shown as it is.
  public static String escaped(String json) {
    if (json.codePoints().noneMatch(Invisible::is)) {
      return json;
    }
    var text = new StringBuilder(json.length() + 32);
    json.codePoints()
        .forEach(point -> {
          if (is(point)) {
            Character.toString(point).chars().forEach(unit -> text.append(escape(unit)));
          } else {
            text.appendCodePoint(point);
          }
        });
    return text.toString();
  }

  private static String escape(int unit) {
    return String.format(Locale.ROOT, "\\u%04x", unit);
  }

  /// Whether it is one of them.
  public static boolean is(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
