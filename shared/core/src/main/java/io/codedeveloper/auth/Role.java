package io.codedeveloper.auth;

import java.util.Locale;
import java.util.Optional;

/// What somebody may do; each role may do what the ones before it may.
public enum Role {
  /// May look.
  VIEWER,
  /// May also change and command.
  OPERATOR;

  /// True when this role may do what needs the other.
  public boolean allows(Role needed) {
    return compareTo(needed) >= 0;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of this name; empty when there is none.
  public static Optional<Role> of(String wireName) {
    return switch (wireName) {
      case "viewer" -> Optional.of(VIEWER);
      case "operator" -> Optional.of(OPERATOR);
      default -> Optional.empty();
    };
  }
}
