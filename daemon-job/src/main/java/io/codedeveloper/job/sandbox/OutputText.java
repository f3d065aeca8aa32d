package io.codedeveloper.job.sandbox;

/// Makes the output of a program harmless to terminals, logs, prompts and readers.
final class OutputText {
  private static final char ESCAPE = '\u001b';
  private static final char BELL = '\u0007';
  private static final char REPLACEMENT = '\ufffd';

  private OutputText() {}

  /// Without terminal sequences; line ends as `\n`; other control characters and those that reorder
  /// text replaced.
  static String readable(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c == ESCAPE) {
        at = afterSequence(raw, at + 1);
        continue;
      }
      if (c == '\r') {
        boolean beforeNewline = at + 1 < raw.length() && raw.charAt(at + 1) == '\n';
        if (!beforeNewline) {
          text.append('\n');
        }
      } else {
        text.append(isHarmless(c) ? c : REPLACEMENT);
      }
      at++;
    }
    return text.toString();
  }

  private static boolean isHarmless(char c) {
    boolean reorders = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    return c == '\n' || c == '\t' || !Character.isISOControl(c) && !reorders;
  }

  /// @param at of the character behind ESC
  private static int afterSequence(String raw, int at) {
    if (at >= raw.length()) {
      return at;
    }
    return switch (raw.charAt(at)) {
      case '[' -> afterControlSequence(raw, at + 1);
      case ']', 'P', '^', '_', 'X' -> afterString(raw, at + 1);
      case '(', ')', '*', '+', '#', '%' -> Math.min(at + 2, raw.length());
      default -> at + 1;
    };
  }

  private static int afterControlSequence(String raw, int at) {
    int end = at;
    while (end < raw.length() && raw.charAt(end) >= ' ' && raw.charAt(end) <= '?') {
      end++;
    }
    boolean hasFinalByte = end < raw.length() && raw.charAt(end) >= '@' && raw.charAt(end) <= '~';
    return hasFinalByte ? end + 1 : end;
  }

  /// Ends at BEL or ESC \; one that does not end within its line was none.
  private static int afterString(String raw, int at) {
    for (int end = at; end < raw.length() && raw.charAt(end) != '\n'; end++) {
      if (raw.charAt(end) == BELL) {
        return end + 1;
      }
      if (raw.charAt(end) == ESCAPE) {
        boolean terminated = end + 1 < raw.length() && raw.charAt(end + 1) == '\\';
        return terminated ? end + 2 : end;
      }
    }
    return at;
  }
}
