package io.codedeveloper.cli.local;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What model calls may cost: options, else environment variables, else as before.
final class BudgetOptions {
  private static final String AMOUNT = "[0-9]{1,6}([.][0-9]{1,6})?";
  private static final String PREFIX = "CODE_DEVELOPER_BUDGET_PER_";

  private static final Variable PER_PRIORITY =
      variable("PRIORITY", "5", "what model calls of one priority may cost, in dollars");
  private static final Variable PER_DAY =
      variable("DAY", "20", "what those of one day may cost, of all projects here together");
  private static final Variable PER_MONTH =
      variable("MONTH", "200", "what those of one month may cost, of all projects here together");

  static final List<Variable> VARIABLES = List.of(PER_PRIORITY, PER_DAY, PER_MONTH);

  private static Variable variable(String per, String atFirst, String meaning) {
    return Variable.of(
            PREFIX + per,
            "%s, where `--budget-per-%s` does not say"
                .formatted(meaning, per.toLowerCase(Locale.ROOT)),
            Variable.Reader.RUN_ONCE,
            Variable.Reader.UP)
        .usuallyAsDescribed("as before, at first " + atFirst);
  }

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

  /// What the options and variables say; else what was before.
  ///
  /// @throws UserErrorException naming an amount that is none
  Budget over(Budget before, Surroundings with) {
    return new Budget(
        amount(perPriority, PER_PRIORITY, with).orElse(before.perPriority()),
        amount(perDay, PER_DAY, with).orElse(before.perDay()),
        amount(perMonth, PER_MONTH, with).orElse(before.perMonth()));
  }

  /// Finds out what is wrong with the amounts.
  void check(VariableReader reader, Surroundings with) {
    reader.including(() -> amount(perPriority, PER_PRIORITY, with));
    reader.including(() -> amount(perDay, PER_DAY, with));
    reader.including(() -> amount(perMonth, PER_MONTH, with));
  }

  private static Optional<Usd> amount(
      Optional<String> option, Variable variable, Surroundings with) {
    var what = variable.name().substring(PREFIX.length());
    return option.or(() -> with.variable(variable)).map(text -> amount(text.strip(), what));
  }

  private static Usd amount(String text, String what) {
    if (!text.matches(AMOUNT)) {
      throw new UserErrorException(
          "the budget per %s is '%s'; write an amount in US dollars such as 5 or 12.50"
              .formatted(what.toLowerCase(Locale.ROOT), text));
    }
    return Usd.of(text);
  }
}
