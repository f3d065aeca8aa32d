package io.codedeveloper.roadmap;

import java.text.Normalizer;
import java.util.Locale;

/// Text as it is compared: lower case, without accents, with single blanks between words.
final class PlainText {
  private PlainText() {}

  static String of(String text) {
    var plain = new StringBuilder();
    var decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    decomposed
        .codePoints()
        .forEach(c -> {
          if (Character.isLetterOrDigit(c) || c == '%') {
            plain.appendCodePoint(c);
          } else if (Character.getType(c) != Character.NON_SPACING_MARK
              && !plain.isEmpty()
              && plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
          }
        });
    return plain.toString().strip();
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00A0' || c == '\u202F';
  }

  static int skipBlanks(String text, int from, int to) {
    var at = from;
    while (at < to && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static int trimEnd(String text, int from, int to) {
    var end = to;
    while (end > from && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
