package io.codedeveloper.daemon;

import java.util.Locale;

/// Where a command stands.
public enum CommandState {
  /// Accepted; not known to be on its way.
  PENDING,
  /// On its way to the dispatcher.
  PUBLISHED,
  APPLIED,
  /// A later command was applied before it.
  SUPERSEDED,
  /// Could not be delivered; its issuer was told.
  FAILED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CommandState of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  boolean open() {
    return switch (this) {
      case PENDING, PUBLISHED -> true;
      case APPLIED, SUPERSEDED, FAILED -> false;
    };
  }
}
