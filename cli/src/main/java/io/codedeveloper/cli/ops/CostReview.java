package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is unusual about what was spent, and what to change.
///
/// @param costs as the API says them
/// @param worked the iterations of the same days
record CostReview(JsonView costs, WorkedOn worked) {
  /// Below this nobody looks.
  private static final double WORTH_A_LOOK = 1;

  private static final double TWICE = 2;
  private static final int FEWEST_DAYS = 4;
  private static final double A_LARGE_SHARE = 0.4;
  private static final double TOO_MUCH_FOR_NOTHING = 0.25;
  private static final double LEAST_CACHED = 0.5;

  List<Sheet> sheets() {
    return List.of(named("models"), named("priorities"), named("phases"), days());
  }

  private Sheet named(String what) {
    var sheet = new Sheet(what, "name", "spent_usd", "calls", "tokens");
    costs
        .views(what)
        .forEach(one ->
            sheet.row(
                one.text("name").orElse(""),
                one.number("spent_usd"),
                one.number("calls"),
                one.number("tokens")));
    return sheet;
  }

  private Sheet days() {
    var sheet = new Sheet("days", "date", "spent_usd", "calls");
    costs
        .views("days")
        .forEach(one ->
            sheet.row(one.text("date").orElse(""), one.number("spent_usd"), one.number("calls")));
    return sheet;
  }

  /// What is unusual; nothing where all is as ever.
  List<Finding> findings() {
    var found = new ArrayList<Finding>();
    dearDay().ifPresent(found::add);
    dearPriority().ifPresent(found::add);
    forNothing().ifPresent(found::add);
    notCached().ifPresent(found::add);
    if (found.isEmpty()) {
      found.add(Finding.fine("model", "nothing unusual"));
    }
    return found;
  }

  /// The dearest day, where it cost more than twice as much as the one in the middle.
  private Optional<Finding> dearDay() {
    var days = costs.views("days");
    if (days.size() < FEWEST_DAYS) {
      return Optional.empty();
    }
    var middle =
        days.stream()
            .mapToDouble(one -> one.number("spent_usd"))
            .sorted()
            .skip(days.size() / 2)
            .findFirst()
            .orElse(0);
    return days.stream()
        .max((one, other) -> Double.compare(one.number("spent_usd"), other.number("spent_usd")))
        .filter(one -> one.number("spent_usd") > Math.max(WORTH_A_LOOK, TWICE * middle))
        .map(one ->
            Finding.wrong(
                "dear day",
                "%s cost %s, and an ordinary day %s"
                    .formatted(
                        one.text("date").orElse("?"),
                        Amounts.usd(one.number("spent_usd")),
                        Amounts.usd(middle)),
                "project-manager iterations --limit 200"));
  }

  /// The dearest priority, where it took much of all and has no pull request.
  private Optional<Finding> dearPriority() {
    var all = costs.number("spent_usd");
    return costs.views("priorities").stream()
        .filter(one -> one.number("spent_usd") > Math.max(WORTH_A_LOOK, A_LARGE_SHARE * all))
        .filter(one -> !hasPullRequest(one.text("name").orElse("")))
        .findFirst()
        .map(one ->
            Finding.wrong(
                "dear priority",
                "%s took %s of %s and has no pull request; its text may be too large, or its tests cannot pass"
                    .formatted(
                        one.text("name").orElse("?"),
                        Amounts.usd(one.number("spent_usd")),
                        Amounts.usd(all)),
                "project-manager view",
                "project-manager edit roadmap"));
  }

  private boolean hasPullRequest(String priority) {
    return worked.withPullRequest().stream()
        .anyMatch(one -> one.text("priority").filter(priority::equals).isPresent());
  }

  private Optional<Finding> forNothing() {
    var lost = WorkedOn.usd(worked.fruitless());
    return lost > Math.max(WORTH_A_LOOK, TOO_MUCH_FOR_NOTHING * worked.usd())
        ? Optional.of(
            Finding.wrong(
                "for nothing",
                "%s for %s of %s came to nothing; lower the budget of a priority, or write smaller ones"
                    .formatted(
                        Amounts.counted(worked.fruitless().size(), "iteration"),
                        Amounts.usd(lost),
                        Amounts.usd(worked.usd())),
                "project-manager iterations",
                "project-manager roadmap lint FILE"))
        : Optional.empty();
  }

  /// What a conversation sends again should come from the model's cache, at a tenth of the price.
  private Optional<Finding> notCached() {
    var cached = usage("cache_read");
    var sent = cached + usage("input") + usage("cache_write") + usage("cache_write_hour");
    return worked.usd() > WORTH_A_LOOK && cached < LEAST_CACHED * sent
        ? Optional.of(
            Finding.note(
                "cache",
                "only %.0f %% of what was sent came from the model's cache; calls are far apart, or the model has none"
                    .formatted(sent > 0 ? 100 * cached / sent : 0),
                "project-manager iterations last"))
        : Optional.empty();
  }

  private double usage(String kind) {
    return worked.all().stream().mapToDouble(one -> one.view("usage").number(kind)).sum();
  }
}
