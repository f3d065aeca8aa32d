package io.codedeveloper.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// An amount of US dollars, exact to a millionth; never negative.
public record Usd(long micros) implements Comparable<Usd> {
  public static final Usd ZERO = new Usd(0);
  private static final int MICRO_DIGITS = 6;

  public Usd {
    if (micros < 0) {
      throw new IllegalArgumentException("an amount must not be negative: " + micros);
    }
  }

  /// The amount as a decimal, rounded up to the next millionth: charges are never rounded away.
  public static Usd of(BigDecimal dollars) {
    return new Usd(
        dollars.movePointRight(MICRO_DIGITS).setScale(0, RoundingMode.CEILING).longValueExact());
  }

  /// The nearest amount to a stored number of dollars.
  public static Usd ofStored(double dollars) {
    return new Usd(Math.round(dollars * 1e6));
  }

  public static Usd of(String dollars) {
    return of(new BigDecimal(dollars));
  }

  public Usd plus(Usd other) {
    return new Usd(Math.addExact(micros, other.micros));
  }

  /// The difference; zero where the other is larger.
  public Usd minus(Usd other) {
    return new Usd(Math.max(0, micros - other.micros));
  }

  /// The number of dollars as it is stored in a document.
  public double stored() {
    return micros / 1e6;
  }

  /// For people who set a limit that has room for this: `$5.32`, rounded up to whole cents.
  public String roundedUp() {
    return "$" + BigDecimal.valueOf(micros, MICRO_DIGITS).setScale(2, RoundingMode.CEILING);
  }

  @Override
  public int compareTo(Usd other) {
    return Long.compare(micros, other.micros);
  }

  /// For people: `$0.0123`, four digits after the point.
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "$%.4f", stored());
  }
}
