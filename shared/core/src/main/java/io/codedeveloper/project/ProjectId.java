package io.codedeveloper.project;

import io.codedeveloper.platform.UserErrorException;
import java.util.regex.Pattern;

/// Names a project: 1 to 63 characters of `a-z`, `0-9` and `-`, beginning with a letter or digit.
public record ProjectId(String value) {
  private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /// @throws UserErrorException for any other text
  public ProjectId {
    if (!LEGAL.matcher(value).matches()) {
      throw new UserErrorException(
          "'%s' is not a project id: use 1 to 63 characters of a-z, 0-9 and -".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
