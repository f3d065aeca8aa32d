package io.codedeveloper.budget;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/// What model calls cost, and may still cost.
///
/// @param days oldest first; those without a call are left out
public record CostReport(
    LocalDate from,
    LocalDate to,
    List<Day> days,
    Map<String, Spend> models,
    Map<String, Spend> priorities,
    Map<String, Spend> phases,
    Room room,
    Forecast forecast) {

  /// What all days cost together.
  public Usd spent() {
    return days.stream().map(Day::spent).reduce(Usd.ZERO, Usd::plus);
  }

  /// One day (UTC) of a project.
  ///
  /// @param reserved the worst case of calls that were not settled
  public record Day(LocalDate date, Usd spent, Usd reserved, long calls, long tokens) {}

  /// What the limits leave. A day and a month count for all projects together.
  ///
  /// @param chargedToday spent and reserved
  /// @param chargedThisMonth spent and reserved
  public record Room(Budget limits, Usd chargedToday, Usd chargedThisMonth) {
    /// No more than the month leaves.
    public Usd leftToday() {
      var day = limits.perDay().minus(chargedToday);
      return day.compareTo(leftThisMonth()) < 0 ? day : leftThisMonth();
    }

    public Usd leftThisMonth() {
      return limits.perMonth().minus(chargedThisMonth);
    }
  }

  /// What the month will come to when its rest costs as much a day as the days before today.
  ///
  /// @param spent in this month until now
  /// @param perDay mean of the seven days before today, or of as many as there were since the first
  ///   call
  public record Forecast(YearMonth month, Usd spent, Usd perDay, Usd monthEnd) {}
}
