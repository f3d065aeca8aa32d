package io.codedeveloper.budget;

import io.codedeveloper.platform.Fields;

/// The most that model calls may cost.
///
/// @param perPriority for all attempts at one priority together
/// @param perDay for all calls of one day (UTC), whichever project of the installation makes them:
///   this project makes none that would bring them above it
/// @param perMonth the same for one month (UTC)
public record Budget(Usd perPriority, Usd perDay, Usd perMonth) {
  /// $5 a priority, $20 a day, $200 a month: enough for real work, harmless when something goes
  /// wrong.
  public static final Budget DEFAULT = new Budget(Usd.of("5"), Usd.of("20"), Usd.of("200"));

  /// Reads what [#toFields] wrote; what is missing has its default.
  public static Budget from(Fields fields) {
    return new Budget(
        amount(fields, "perPriorityUsd", DEFAULT.perPriority),
        amount(fields, "perDayUsd", DEFAULT.perDay),
        amount(fields, "perMonthUsd", DEFAULT.perMonth));
  }

  public Fields toFields() {
    return Fields.empty()
        .with("perPriorityUsd", perPriority.stored())
        .with("perDayUsd", perDay.stored())
        .with("perMonthUsd", perMonth.stored());
  }

  private static Usd amount(Fields fields, String name, Usd otherwise) {
    return fields.decimal(name).map(Usd::ofStored).orElse(otherwise);
  }
}
