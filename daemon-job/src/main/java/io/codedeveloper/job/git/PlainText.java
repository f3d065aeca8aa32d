package io.codedeveloper.job.git;

import java.util.regex.Pattern;

/// Makes foreign text fit for a message: no control characters, bounded.
final class PlainText {
  private static final int LONGEST_LINE = 500;

  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cn}]");
  private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

  private PlainText() {}

  /// One line of at most 500 characters.
  static String line(String text) {
    var oneLine = CONTROLS.matcher(text).replaceAll(" ");
    var plain = INVISIBLE.matcher(oneLine).replaceAll("").strip();
    return plain.length() <= LONGEST_LINE ? plain : plain.substring(0, LONGEST_LINE) + "…";
  }

  /// A path as it can be shown: control characters as `?`.
  static String path(String path) {
    return UNSHOWN.matcher(path).replaceAll("?");
  }
}
