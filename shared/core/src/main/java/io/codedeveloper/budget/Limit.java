package io.codedeveloper.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// Which part of a [Budget] a call is held against.
public enum Limit {
  PRIORITY("priority", "perPriorityUsd", "--budget-per-priority"),
  DAY("day (all projects together)", "perDayUsd", "--budget-per-day"),
  MONTH("month (all projects together)", "perMonthUsd", "--budget-per-month");

  private final String noun;
  private final String setting;
  private final String option;

  Limit(String noun, String setting, String option) {
    this.noun = noun;
    this.setting = setting;
    this.option = option;
  }

  /// What it limits, for people.
  String noun() {
    return noun;
  }

  /// How the user raises it.
  String howToRaise() {
    return "budgets.%s (on one machine: %s)".formatted(setting, option);
  }

  /// When it is empty again by itself; a priority's never is.
  Optional<Instant> turns(LocalDate day) {
    return switch (this) {
      case PRIORITY -> Optional.empty();
      case DAY -> Optional.of(start(day.plusDays(1)));
      case MONTH -> Optional.of(start(YearMonth.from(day).plusMonths(1).atDay(1)));
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Limit of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
