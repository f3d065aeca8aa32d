package io.codedeveloper.endtoend;

import io.codedeveloper.budget.Usd;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.Fields;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What documents count by the day and by the month (UTC), told so that it does not matter which
/// ones these were: a run may begin on one and end on the next.
final class DayCounts {
  private DayCounts() {}

  /// What the documents of several days, or of several months, say together.
  static Map<String, @Nullable Object> together(List<Document> documents) {
    Map<String, @Nullable Object> sum = new TreeMap<>();
    for (var document : documents) {
      sum = sum(sum, document.fields().asMap());
    }
    return sum;
  }

  private static Map<String, @Nullable Object> sum(Map<?, ?> one, Map<?, ?> other) {
    Map<String, @Nullable Object> sum = new TreeMap<>();
    one.forEach((key, value) -> sum.put(String.valueOf(key), value));
    other.forEach(
        (key, value) -> sum.compute(String.valueOf(key), (name, known) -> sum(known, value)));
    return sum;
  }

  private static @Nullable Object sum(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Map<?, ?> fields && other instanceof Map<?, ?> more) {
      return sum(fields, more);
    }
    if (one instanceof Long count && other instanceof Long more) {
      return count + more;
    }
    if (one instanceof Number amount && other instanceof Number more) {
      return Usd.ofStored(amount.doubleValue()).plus(Usd.ofStored(more.doubleValue())).stored();
    }
    return other;
  }

  /// A project, which knows only of its last day what was spent and committed: in the place of
  /// these numbers, that the day's ledger and the journals say the same where they do. Ledgers and
  /// journals are compared as a whole.
  static Fields borneOut(Fields project, List<Document> ledger, List<Document> journals) {
    var spent = project.fields("spent");
    var commits = project.fields("commits");
    var result = project;
    if (spent.has("usd") && spent.decimal("usd").equals(spent(ledger, spent.requireText("date")))) {
      result = result.with("spent", spent.with("usd", "as in the ledger"));
    }
    if (commits.has("count")
        && commits.number("count", 0) == commits(journals, commits.requireText("date"))) {
      result = result.with("commits", commits.with("count", "as in the journals"));
    }
    return result;
  }

  private static Optional<Double> spent(List<Document> ledger, String date) {
    return ledger.stream()
        .filter(day -> day.path().id().equals(date))
        .findFirst()
        .flatMap(day -> day.fields().decimal("spentUsd"));
  }

  private static long commits(List<Document> journals, String date) {
    return journals.stream()
        .map(Document::fields)
        .filter(entry -> entry.requireText("step").equals("commit"))
        .map(entry -> LocalDate.ofInstant(entry.instant("at").orElseThrow(), ZoneOffset.UTC))
        .filter(day -> day.toString().equals(date))
        .count();
  }
}
