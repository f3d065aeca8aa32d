package io.codedeveloper.job.git;

import java.util.regex.Pattern;

/// The full object id of a commit: 40 or 64 lower-case hexadecimal digits.
public record CommitId(String hex) {
  private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  public CommitId {
    if (!LEGAL.matcher(hex).matches()) {
      throw new IllegalArgumentException("not an object id: " + hex);
    }
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
