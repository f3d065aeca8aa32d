package io.codedeveloper.platform;

import java.util.regex.Pattern;

/// The rule for names of tasks and schedules, the same in every adapter.
public final class ResourceName {
  /// What Cloud Tasks and Cloud Scheduler both allow.
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,500}");

  private ResourceName() {}

  /// The name itself when it is 1 to 500 letters, digits, `-` and `_`.
  ///
  /// @throws IllegalArgumentException for another
  public static String check(String name) {
    if (!LEGAL.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "not a legal name (1 to 500 letters, digits, - and _): '" + name + "'");
    }
    return name;
  }
}
