package io.codedeveloper.platform.google.log;

import io.codedeveloper.platform.Invisible;

/// Text that fits, and that every reader of JSON takes.
public final class BoundedText {
  /// An entry has at most 256 KiB with all that belongs to it, and a longer line is torn apart.
  static final int LONGEST_MESSAGE = 200_000;

  private static final String CUT = "… [cut]";
  private static final int ESCAPED = 6;
  private static final int LAST_ASCII = 0x7f;
  private static final int LAST_OF_TWO_BYTES = 0x7ff;
  private static final int REPLACEMENT = 0xfffd;

  private BoundedText() {}

  /// As much of a message as an entry holds.
  public static String message(String text) {
    return of(text, LONGEST_MESSAGE);
  }

  /// The text's beginning, which takes so many bytes in a JSON string; halves of surrogate pairs
  /// become replacement characters.
  static String of(String text, int bytes) {
    var kept = new StringBuilder(Math.min(text.length(), bytes));
    var room = bytes;
    for (var at = 0; at < text.length(); ) {
      var read = text.codePointAt(at);
      at += Character.charCount(read);
      var written = isHalf(read) ? REPLACEMENT : read;
      room -= size(written);
      if (room < 0) {
        return kept.append(CUT).toString();
      }
      kept.appendCodePoint(written);
    }
    return kept.toString();
  }

  private static boolean isHalf(int codePoint) {
    return Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE;
  }

  private static int size(int codePoint) {
    if (Invisible.is(codePoint)) {
      return ESCAPED * Character.charCount(codePoint);
    }
    if (codePoint <= LAST_ASCII) {
      return codePoint == '"' || codePoint == '\\' ? 2 : 1;
    }
    if (codePoint <= LAST_OF_TWO_BYTES) {
      return 2;
    }
    return Character.isBmpCodePoint(codePoint) ? 3 : 4;
  }
}
