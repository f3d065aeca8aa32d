package io.codedeveloper.cli.terminal;

/// How many columns text takes on a terminal.
final class DisplayWidth {
  private static final int VARIATION_SELECTORS = 0xFE00;
  private static final int VARIATION_SELECTORS_END = 0xFE0F;

  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  /// As much of the text as fits into the columns; what was cut is shown by an ellipsis.
  static String fit(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    var kept = new StringBuilder();
    var used = 0;
    for (var point : text.codePoints().toArray()) {
      used += of(point);
      if (used > columns - 1) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept.append('…').toString();
  }

  private static int of(int point) {
    var type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || (point >= VARIATION_SELECTORS && point <= VARIATION_SELECTORS_END)) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  /// East Asian scripts, full-width forms and what terminals draw as emoji.
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0x20000 && point <= 0x3FFFD)
        || Character.isEmojiPresentation(point);
  }
}
