package io.codedeveloper.job.git;

/// The full object id of a commit: 40 or 64 lower-case hexadecimal digits.
public record CommitId(String hex) {
  public CommitId {
    var full = hex.length() == 40 || hex.length() == 64;
    if (!full || !hex.chars().allMatch(CommitId::isDigit)) {
      throw new IllegalArgumentException("not an object id: " + hex);
    }
  }

  private static boolean isDigit(int unit) {
    return unit >= '0' && unit <= '9' || unit >= 'a' && unit <= 'f';
  }

  /// The first ten digits, for people.
  public String abbreviated() {
    return hex.substring(0, 10);
  }

  @Override
  public String toString() {
    return hex;
  }
}
