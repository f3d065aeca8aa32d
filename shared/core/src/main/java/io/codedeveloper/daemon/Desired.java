package io.codedeveloper.daemon;

import java.util.Locale;

/// What the user wants of the daemon.
public enum Desired {
  RUNNING,
  STOPPED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Desired of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
