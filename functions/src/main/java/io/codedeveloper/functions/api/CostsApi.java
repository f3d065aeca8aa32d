package io.codedeveloper.functions.api;

import io.codedeveloper.budget.CostReport;
import io.codedeveloper.budget.Spend;
import io.codedeveloper.budget.Spending;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says what model calls cost, what is left of the budget, and what the month will come to.
final class CostsApi {
  private static final int USUAL_DAYS = 30;

  private final ProjectChoice choice;
  private final Spending spending;
  private final Clock clock;

  CostsApi(ProjectChoice choice, Spending spending, Clock clock) {
    this.choice = choice;
    this.spending = spending;
    this.clock = clock;
  }

  Answer costs(Call call) {
    var days = call.number("days", USUAL_DAYS, 1, Spending.MOST_DAYS);
    var project = choice.of(call);
    var budgets = project.settings().budgets();
    var report = spending.report(project.id(), budgets, days, clock.instant());
    var words = new LinkedHashMap<String, Object>();
    words.put("project", project.id().value());
    words.put("from", report.from().toString());
    words.put("to", report.to().toString());
    words.put("spent_usd", report.spent().stored());
    words.put("days", report.days().stream().map(CostsApi::words).toList());
    words.put("models", words(report.models()));
    words.put("priorities", words(report.priorities()));
    words.put("phases", words(report.phases()));
    words.put("budget", words(report.room()));
    words.put("forecast", forecast(report));
    return Answer.json(200, words);
  }

  private static Map<String, Object> words(CostReport.Day day) {
    var words = new LinkedHashMap<String, Object>();
    words.put("date", day.date().toString());
    words.put("spent_usd", day.spent().stored());
    words.put("reserved_usd", day.reserved().stored());
    words.put("calls", day.calls());
    words.put("tokens", day.tokens());
    return words;
  }

  private static List<Map<String, Object>> words(Map<String, Spend> byName) {
    return byName.entrySet().stream()
        .sorted(Comparator.comparing(one -> -one.getValue().spent().micros()))
        .map(one -> words(one.getKey(), one.getValue()))
        .toList();
  }

  private static Map<String, Object> words(String name, Spend spend) {
    var words = new LinkedHashMap<String, Object>();
    words.put("name", name);
    words.put("spent_usd", spend.spent().stored());
    words.put("calls", spend.calls());
    words.put("tokens", spend.tokens());
    return words;
  }

  private static Map<String, Object> words(CostReport.Room room) {
    var words = new LinkedHashMap<String, Object>();
    words.put("per_priority_usd", room.limits().perPriority().stored());
    words.put("per_day_usd", room.limits().perDay().stored());
    words.put("per_month_usd", room.limits().perMonth().stored());
    words.put("charged_today_usd", room.chargedToday().stored());
    words.put("charged_this_month_usd", room.chargedThisMonth().stored());
    words.put("left_today_usd", room.leftToday().stored());
    words.put("left_this_month_usd", room.leftThisMonth().stored());
    return words;
  }

  private static Map<String, Object> forecast(CostReport report) {
    var forecast = report.forecast();
    var words = new LinkedHashMap<String, Object>();
    words.put("month", forecast.month().toString());
    words.put("spent_usd", forecast.spent().stored());
    words.put("per_day_usd", forecast.perDay().stored());
    words.put("month_end_usd", forecast.monthEnd().stored());
    words.put(
        "exceeds_budget", forecast.monthEnd().compareTo(report.room().limits().perMonth()) > 0);
    return words;
  }
}
