package io.codedeveloper.cli.terminal;

/// Takes from text what could steer a terminal or deceive its reader.
final class Printable {
  private static final String INSTEAD = "\uFFFD";

  private Printable() {}

  /// The text with control characters (but tab), bidirectional and invisible format characters and
  /// lone surrogates replaced. Joiners and variation selectors of emoji stay.
  static String of(String text) {
    if (text.codePoints().allMatch(Printable::isHarmless)) {
      return text;
    }
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (isHarmless(point)) {
            safe.appendCodePoint(point);
          } else {
            safe.append(INSTEAD);
          }
        });
    return safe.toString();
  }

  /// JSON text in which such characters are escapes; they can only stand inside of strings.
  static String ofJson(String json) {
    var safe = new StringBuilder(json.length());
    for (var i = 0; i < json.length(); ) {
      var point = json.codePointAt(i);
      var end = i + Character.charCount(point);
      if (point == '\n' || isHarmless(point)) {
        safe.appendCodePoint(point);
      } else {
        for (; i < end; i++) {
          safe.append("\\u%04x".formatted((int) json.charAt(i)));
        }
      }
      i = end;
    }
    return safe.toString();
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\t';
      case Character.FORMAT -> point == 0x200D || (point >= 0xE0020 && point <= 0xE007F);
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
