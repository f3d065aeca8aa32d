package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Amounts;

/// Whether the budgets of the day and the month suffice.
///
/// @param costs as the API says them
record BudgetCheck(JsonView costs) {
  /// Of a budget, before it is used up.
  private static final double NEARLY = 0.8;

  /// @param next what to type where it does not
  Finding finding(String next) {
    var budget = costs.view("budget");
    var today = budget.number("charged_today_usd");
    var month = budget.number("charged_this_month_usd");
    var perDay = budget.number("per_day_usd");
    var perMonth = budget.number("per_month_usd");
    var text =
        "%s of %s today, %s of %s this month, %s at its end"
            .formatted(
                Amounts.usd(today),
                Amounts.usd(perDay),
                Amounts.usd(month),
                Amounts.usd(perMonth),
                Amounts.usd(costs.view("forecast").number("month_end_usd")));
    if (today >= perDay || month >= perMonth) {
      return Finding.wrong("budget", "is used up, and work waits: " + text, next);
    }
    var isShort =
        today > NEARLY * perDay
            || month > NEARLY * perMonth
            || costs.view("forecast").flag("exceeds_budget");
    return isShort
        ? Finding.note("budget", "is short: " + text, next)
        : Finding.fine("budget", text);
  }
}
