package io.codedeveloper.daemon;

import java.util.Locale;

/// What the daemon knows about a priority beside the roadmap.
public enum PriorityState {
  /// May be tried.
  OPEN,
  /// Was tried as often as allowed; not again until its text changes.
  BLOCKED,
  /// A question about it is open.
  WAITING,
  /// Its budget is used up; goes on when it is raised.
  OVER_BUDGET,
  /// Has a pull request.
  PROPOSED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static PriorityState of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
