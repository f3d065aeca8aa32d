package io.codedeveloper.platform;

/// The length of texts in UTF-8, without encoding them.
final class Utf8 {
  private Utf8() {}

  /// How many bytes a text has. Half a surrogate pair becomes a question mark, as everywhere in
  /// Java.
  static long length(String text) {
    var length = 0L;
    for (var at = 0; at < text.length(); at++) {
      var unit = text.charAt(at);
      if (unit < 0x80) {
        length++;
      } else if (unit < 0x800) {
        length += 2;
      } else if (isPair(text, at)) {
        length += 4;
        at++;
      } else {
        length += Character.isSurrogate(unit) ? 1 : 3;
      }
    }
    return length;
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }
}
