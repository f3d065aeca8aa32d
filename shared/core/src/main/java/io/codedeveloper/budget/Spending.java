package io.codedeveloper.budget;

import io.codedeveloper.budget.CostReport.Day;
import io.codedeveloper.budget.CostReport.Forecast;
import io.codedeveloper.budget.CostReport.Room;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Query;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Reads what the [Ledger] wrote.
public final class Spending {
  /// The most days that one report covers.
  public static final int MOST_DAYS = 92;

  private static final int FORECAST_DAYS = 7;

  private final DocumentStore store;

  public Spending(DocumentStore store) {
    this.store = store;
  }

  /// What a project's calls cost.
  ///
  /// @param days how many, today (UTC) included: 1 to 92
  public CostReport report(ProjectId project, Budget limits, int days, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var from = today.minusDays(days - 1L);
    var known = known(project, earliest(from, today), today);
    var wanted = known.tailMap(from, true);
    return new CostReport(
        from,
        today,
        wanted.entrySet().stream().map(one -> day(one.getKey(), one.getValue())).toList(),
        sums(wanted.values(), "models"),
        sums(wanted.values(), "priorities"),
        sums(wanted.values(), "phases"),
        room(project, limits, today),
        forecast(known, now));
  }

  /// The forecast looks at days that a short report does not show.
  private static LocalDate earliest(LocalDate from, LocalDate today) {
    var month = YearMonth.from(today).atDay(1);
    var mean = today.minusDays(FORECAST_DAYS);
    var needed = month.isBefore(mean) ? month : mean;
    return needed.isBefore(from) ? needed : from;
  }

  /// The days on which anything was reserved. Months stand in the same collection.
  private TreeMap<LocalDate, Fields> known(ProjectId project, LocalDate from, LocalDate today) {
    var span = (int) ChronoUnit.DAYS.between(from, today) + 1;
    var months = (int) ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(today)) + 1;
    var query =
        Query.of(new ProjectDocuments(project).ledger(), "date").descending().limit(span + months);
    var found = new TreeMap<LocalDate, Fields>();
    for (var document : store.query(query).items()) {
      var date = document.fields().requireText("date");
      if (date.length() == from.toString().length() && !LocalDate.parse(date).isBefore(from)) {
        found.put(LocalDate.parse(date), document.fields());
      }
    }
    return found;
  }

  private static Day day(LocalDate date, Fields fields) {
    var calls = Spend.sum(Spend.entries(fields.fields("models")).values());
    return new Day(
        date,
        amount(fields, "spentUsd"),
        amount(fields, "reservedUsd"),
        calls.calls(),
        calls.tokens());
  }

  private static Map<String, Spend> sums(Iterable<Fields> days, String map) {
    var sums = new TreeMap<String, Spend>();
    for (var day : days) {
      Spend.entries(day.fields(map)).forEach((name, spend) -> sums.merge(name, spend, Spend::plus));
    }
    return sums;
  }

  /// As the ledger decides: a project's own count where it is the older one.
  private Room room(ProjectId project, Budget limits, LocalDate today) {
    var own = new ProjectDocuments(project);
    var month = YearMonth.from(today);
    return new Room(
        limits,
        larger(charged(own.ledger(today)), charged(Ledger.TOGETHER.document(today.toString()))),
        larger(charged(own.ledger(month)), charged(Ledger.TOGETHER.document(month.toString()))));
  }

  private static Usd larger(Usd one, Usd other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Usd charged(DocumentPath path) {
    var fields = store.get(path).map(Document::fields).orElseGet(Fields::empty);
    return amount(fields, "spentUsd").plus(amount(fields, "reservedUsd"));
  }

  private static Forecast forecast(TreeMap<LocalDate, Fields> known, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var month = YearMonth.from(today);
    var spent = total(known.tailMap(month.atDay(1), true).values().stream().toList());
    var before = known.subMap(today.minusDays(FORECAST_DAYS), true, today, false);
    var perDay = before.isEmpty() ? Usd.ZERO : mean(before, known.firstKey(), today);
    var end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    var rest = Duration.between(now, end).toSeconds() / (double) Duration.ofDays(1).toSeconds();
    return new Forecast(
        month, spent, perDay, spent.plus(new Usd(Math.round(perDay.micros() * rest))));
  }

  private static Usd mean(
      NavigableMap<LocalDate, Fields> before, LocalDate first, LocalDate today) {
    var days = Math.min(FORECAST_DAYS, ChronoUnit.DAYS.between(first, today));
    return new Usd(total(List.copyOf(before.values())).micros() / days);
  }

  private static Usd total(List<Fields> days) {
    return days.stream().map(day -> amount(day, "spentUsd")).reduce(Usd.ZERO, Usd::plus);
  }

  private static Usd amount(Fields fields, String name) {
    return fields.decimal(name).map(Usd::ofStored).orElse(Usd.ZERO);
  }
}
