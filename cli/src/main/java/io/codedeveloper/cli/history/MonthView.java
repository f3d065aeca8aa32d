package io.codedeveloper.cli.history;

import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Table;
import java.util.Locale;

/// Shows what the present month costs, in Google Cloud and for the model.
record MonthView(CountedMonth counted) {
  void print(Console console) {
    var month = month();
    var cloud = month.cloud();
    console.blank();
    var table = new Table("THIS MONTH", "SO FAR", "AT ITS END");
    cloud
        .dearServices()
        .forEach((name, service) -> row(table, Line.of(name), service.soFar(), service.monthEnd()));
    row(table, Line.of("Google Cloud, estimated"), cloud.soFar().total(), cloud.monthEnd().total());
    row(table, Line.of("model calls"), month.modelSoFar(), month.modelMonthEnd());
    row(table, Line.of(Style.BOLD, "all"), month.totalSoFar(), month.totalMonthEnd());
    table.printTo(console);
    if (month.projects().size() > 1) {
      console.blank();
      projects().printTo(console);
    }
    console.blank();
    counted.gap().ifPresent(gap -> console.prose("", gap));
    console.prose("", basis(cloud.monthEnd().unconfirmed()));
    if (month.isCut()) {
      console.prose(
          "",
          "Not all iterations of the month were read, only the newest: it costs more than is shown.");
    }
  }

  private CloudCosts month() {
    return counted.costs();
  }

  private Table projects() {
    var table = new Table("PROJECT", "ITERATIONS", "MINUTES", "MODEL SO FAR", "AT ITS END");
    month()
        .projects()
        .forEach(one ->
            table.row(
                Line.of(one.project()),
                Line.of(Amounts.count(one.iterations().size())),
                Line.of(Amounts.count(one.minutes())),
                Line.of(Amounts.usd(one.modelSoFar())),
                Line.of(Amounts.usd(one.modelMonthEnd()))));
    return table;
  }

  private static void row(Table table, Line name, double soFar, double monthEnd) {
    table.row(name, Line.of(Amounts.usd(soFar)), Line.of(Amounts.usd(monthEnd)));
  }

  private String basis(double unconfirmed) {
    var month = month();
    return String.format(
        Locale.ROOT,
        "Google Cloud is reckoned from %s of %.1f minutes in all on %.1f vCPU and %.1f GiB, and the list prices of docs/reference/cost.md; %s of it by prices that were not confirmed. Of the model calls, %s are in the iterations of this month.",
        Amounts.counted(month.iterations(), "iteration"),
        month.minutes(),
        month.size().processors(),
        month.size().gib(),
        Amounts.usd(unconfirmed),
        Amounts.usd(month.ofIterations()));
  }
}
