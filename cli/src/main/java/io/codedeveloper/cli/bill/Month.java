package io.codedeveloper.cli.bill;

/// A mean month.
final class Month {
  static final double DAYS = 365.0 / 12;

  private Month() {}
}
