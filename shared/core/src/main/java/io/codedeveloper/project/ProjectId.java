package io.codedeveloper.project;

import io.codedeveloper.platform.UserErrorException;

/// Names a project: 1 to 63 characters of `a-z`, `0-9` and `-`, beginning with a letter or digit.
public record ProjectId(String value) {
  /// @throws UserErrorException for any other text
  public ProjectId {
    if (!value.matches("[a-z0-9][a-z0-9-]{0,62}")) {
      throw new UserErrorException(
          "'%s' is not a project id: use 1 to 63 characters of a-z, 0-9 and -".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
