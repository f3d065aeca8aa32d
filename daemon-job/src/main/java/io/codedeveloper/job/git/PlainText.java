package io.codedeveloper.job.git;

/// Makes foreign text fit for a message: no control characters, bounded.
final class PlainText {
  private static final int LONGEST_LINE = 500;

  private PlainText() {}

  /// One line of at most 500 characters.
  static String line(String text) {
    var plain =
        text.replaceAll("\\p{Cntrl}+", " ").replaceAll("[\\p{Cf}\\p{Co}\\p{Cn}]", "").strip();
    return plain.length() <= LONGEST_LINE ? plain : plain.substring(0, LONGEST_LINE) + "…";
  }

  /// A path as it can be shown: control characters as `?`.
  static String path(String path) {
    return path.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }
}
