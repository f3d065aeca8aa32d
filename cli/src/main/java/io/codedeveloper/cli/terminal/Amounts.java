package io.codedeveloper.cli.terminal;

import java.util.Locale;

/// Numbers for people, written the same way whatever their language.
public final class Amounts {
  private Amounts() {}

  /// US dollars to a hundredth of a cent: what one call of a model costs is little.
  public static String usd(double amount) {
    return String.format(Locale.ROOT, "$%,.4f", amount);
  }

  /// How many of something: `1 iteration`, `2 iterations`.
  public static String counted(long number, String one) {
    return count(number) + " " + one + (number == 1 ? "" : "s");
  }

  /// A whole number, in groups of three digits.
  public static String count(double number) {
    return String.format(Locale.ROOT, "%,d", (long) number);
  }
}
