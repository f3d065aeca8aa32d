package io.codedeveloper.job.iteration;

import java.util.Locale;

/// Names the branch of a priority: always the same for the same priority, so that a second try
/// finds the first.
final class BranchName {
  /// All branches of the daemon start with this.
  static final String PREFIX = "code-developer/";

  private static final int LONGEST = 80;

  private BranchName() {}

  /// The branch for a priority's key, `code-developer/priority-2.9.5` for instance.
  ///
  /// The name is legal in git: letters, digits, single dots and dashes, no `.lock`, no dot at
  /// either end.
  static String of(String priorityKey) {
    var name = new StringBuilder();
    for (var character : priorityKey.toLowerCase(Locale.ROOT).toCharArray()) {
      var plain = (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
      append(name, plain ? character : character == '.' ? '.' : '-');
    }
    var end = Math.min(name.length(), LONGEST);
    while (end > 0 && !Character.isLetterOrDigit(name.charAt(end - 1))) {
      end--;
    }
    if (end == 0) {
      throw new IllegalArgumentException("no branch name can be made of: " + priorityKey);
    }
    var stem = name.substring(0, end);
    return PREFIX + (stem.endsWith(".lock") ? stem + "-branch" : stem);
  }

  private static void append(StringBuilder name, char character) {
    var separator = character == '.' || character == '-';
    var last = name.isEmpty() ? '-' : name.charAt(name.length() - 1);
    if (!separator || (last != '.' && last != '-')) {
      name.append(character);
    }
  }
}
