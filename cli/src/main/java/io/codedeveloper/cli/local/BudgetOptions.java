package io.codedeveloper.cli.local;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What model calls may cost: options, else environment variables, else as before.
final class BudgetOptions {
  private static final String AMOUNT = "[0-9]{1,6}([.][0-9]{1,6})?";

  @Option(
      names = "--budget-per-priority",
      paramLabel = "USD",
      description =
          "The most that model calls for one priority may cost (default: as before, at first 5).")
  private Optional<String> perPriority = Optional.empty();

  @Option(
      names = "--budget-per-day",
      paramLabel = "USD",
      description =
          "The most that model calls of one day (UTC), of all projects here, may cost (default: as before, at first 20).")
  private Optional<String> perDay = Optional.empty();

  @Option(
      names = "--budget-per-month",
      paramLabel = "USD",
      description =
          "The most that model calls of one month (UTC), of all projects here, may cost (default: as before, at first 200).")
  private Optional<String> perMonth = Optional.empty();

  /// @throws UserErrorException naming an amount that is none
  Budget over(Budget before, Surroundings with) {
    return new Budget(
        amount(perPriority, "PRIORITY", with).orElse(before.perPriority()),
        amount(perDay, "DAY", with).orElse(before.perDay()),
        amount(perMonth, "MONTH", with).orElse(before.perMonth()));
  }

  private static Optional<Usd> amount(Optional<String> option, String what, Surroundings with) {
    return option
        .or(() -> with.variable("CODE_DEVELOPER_BUDGET_PER_" + what))
        .map(text -> amount(text.strip(), what));
  }

  private static Usd amount(String text, String what) {
    if (!text.matches(AMOUNT)) {
      throw new UserErrorException(
          "the budget per %s is '%s'; write an amount in US dollars such as 5 or 12.50"
              .formatted(what.toLowerCase(java.util.Locale.ROOT), text));
    }
    return Usd.of(text);
  }
}
