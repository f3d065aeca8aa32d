package io.codedeveloper.job.toolchain.output;

import java.util.HashMap;
import java.util.Map;

/// Finds numbers beside words in a line of output.
final class Numbers {
  private static final int MOST_DIGITS = 9;

  private Numbers() {}

  /// `3 failed, 2 passed` gives failed = 3, passed = 2; commas, bars and semicolons separate.
  static Map<String, Integer> beforeWords(String text) {
    Map<String, Integer> found = new HashMap<>();
    for (String part : text.split("[,|;]")) {
      String[] words = part.strip().split("\\s+");
      if (words.length >= 2 && isNumber(words[0])) {
        found.put(words[1], Integer.parseInt(words[0]));
      }
    }
    return found;
  }

  /// `Tests run: 3, Failures: 1` or `failures=1, errors=2` gives each number under the word before
  /// it.
  ///
  /// @param sign between word and number
  static Map<String, Integer> afterWords(String text, String sign) {
    Map<String, Integer> found = new HashMap<>();
    for (String part : text.split(",")) {
      int at = part.indexOf(sign);
      if (at < 0) {
        continue;
      }
      String number = firstWord(part.substring(at + sign.length()));
      if (isNumber(number)) {
        found.put(part.substring(0, at).strip(), Integer.parseInt(number));
      }
    }
    return found;
  }

  /// The number that the text begins with; 0 when it does not.
  static int leading(String text) {
    String word = firstWord(text);
    return isNumber(word) ? Integer.parseInt(word) : 0;
  }

  static boolean isNumber(String word) {
    return !word.isEmpty()
        && word.length() <= MOST_DIGITS
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String firstWord(String text) {
    String stripped = text.strip();
    int end = 0;
    while (end < stripped.length() && Character.isLetterOrDigit(stripped.charAt(end))) {
      end++;
    }
    return stripped.substring(0, end);
  }
}
