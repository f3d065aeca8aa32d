package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Amounts;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The iterations of a span of time.
///
/// @param all newest first
/// @param isCut whether there may be older ones of the same span, which were not read
record WorkedOn(List<JsonView> all, boolean isCut) {
  /// So many iterations are asked for at most.
  static final int MOST = 1000;

  private static final Set<String> FRUITLESS = Set.of("gave_up", "blocked", "nothing_understood");

  /// Those in which something happened since.
  static WorkedOn since(List<JsonObject> iterations, Instant since) {
    var all =
        iterations.stream()
            .map(JsonView::new)
            .filter(one -> !at(one, "updated_at").isBefore(since))
            .toList();
    return new WorkedOn(all, all.size() >= MOST);
  }

  /// With those of another project.
  WorkedOn and(WorkedOn others) {
    var both =
        Stream.concat(all.stream(), others.all.stream())
            .sorted(Comparator.comparing((JsonView one) -> at(one, "created_at")).reversed())
            .toList();
    return new WorkedOn(both, isCut || others.isCut);
  }

  /// That not all of them were read; nothing where they were.
  List<Finding> cut() {
    return isCut
        ? List.of(
            Finding.note(
                "cut",
                "only the newest %s iterations were read, and nothing older is counted; look at a shorter time"
                    .formatted(Amounts.count(MOST))))
        : List.of();
  }

  /// A time of an answer; the beginning of all where it has none.
  static Instant at(JsonView one, String name) {
    try {
      return Instant.parse(one.text(name).orElse(""));
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }

  /// What one came to, or what it does.
  static String outcome(JsonView iteration) {
    return iteration.text("outcome").or(() -> iteration.text("state")).orElse("unknown");
  }

  List<JsonView> withPullRequest() {
    return all.stream().filter(one -> one.view("pull_request").text("url").isPresent()).toList();
  }

  /// Those that cost something and brought nothing.
  List<JsonView> fruitless() {
    return all.stream().filter(one -> FRUITLESS.contains(outcome(one))).toList();
  }

  double usd() {
    return usd(all);
  }

  static double usd(List<JsonView> some) {
    return some.stream().mapToDouble(one -> one.number("cost_usd")).sum();
  }

  /// Each of them.
  Sheet iterations() {
    var sheet = new Sheet("iterations", "id", "began_at", "outcome", "cost_usd", "priority");
    all.forEach(one ->
        sheet.row(
            one.text("id").orElse(""),
            one.text("created_at").orElse(""),
            outcome(one),
            one.number("cost_usd"),
            one.text("priority_title").orElse("")));
    return sheet;
  }

  Sheet pullRequests() {
    var sheet = new Sheet("pull_requests", "url", "outcome", "priority");
    withPullRequest()
        .forEach(one ->
            sheet.row(
                one.view("pull_request").text("url").orElse(""),
                outcome(one),
                one.text("priority_title").orElse("")));
    return sheet;
  }

  /// How many came to what, and at which cost.
  Sheet outcomes() {
    var counts = new TreeMap<String, Integer>();
    var costs = new TreeMap<String, Double>();
    for (var one : all) {
      counts.merge(outcome(one), 1, Integer::sum);
      costs.merge(outcome(one), one.number("cost_usd"), Double::sum);
    }
    var sheet = new Sheet("outcomes", "outcome", "iterations", "cost_usd");
    counts.forEach((outcome, count) -> sheet.row(outcome, count, costs.getOrDefault(outcome, 0.0)));
    return sheet;
  }
}
