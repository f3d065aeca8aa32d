package io.codedeveloper.cli.history;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.bill.CloudForecast;
import io.codedeveloper.daemon.IterationOutcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/// What one project of the daemon did this month, and what the model cost for it.
///
/// @param iterations of the month, without looks that found nothing to work on
/// @param costs as the API says them
/// @param isCut whether the month may have older iterations, which were not read
public record ProjectMonth(List<JsonView> iterations, JsonView costs, boolean isCut) {
  private static final double MILLISECONDS_OF_MINUTE = 60_000;

  /// How looks for work end that find none. They are reckoned by the ticks.
  private static final Set<String> LOOKS =
      Set.of(
          IterationOutcome.NOTHING_TO_DO.wireName(),
          IterationOutcome.NOTHING_UNDERSTOOD.wireName());

  /// @param all iterations, newest first, also of other months
  /// @param most of them that were asked for
  public static ProjectMonth of(List<JsonObject> all, int most, JsonObject costs, Instant now) {
    var begin = CloudForecast.begin(now.atOffset(ZoneOffset.UTC)).toInstant();
    var ofMonth =
        all.stream()
            .map(JsonView::new)
            .filter(one -> !created(one).isBefore(begin))
            .filter(one -> one.text("outcome").filter(LOOKS::contains).isEmpty())
            .toList();
    var isCut = all.size() >= most && !created(new JsonView(all.getLast())).isBefore(begin);
    return new ProjectMonth(ofMonth, new JsonView(costs), isCut);
  }

  private static Instant created(JsonView iteration) {
    try {
      return Instant.parse(iteration.text("created_at").orElse(""));
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }

  /// The project's id.
  public String project() {
    return costs.text("project").orElse("");
  }

  /// That iterations worked.
  public double minutes() {
    return iterations.stream().mapToDouble(ProjectMonth::milliseconds).sum()
        / MILLISECONDS_OF_MINUTE;
  }

  private static double milliseconds(JsonView iteration) {
    var timings = iteration.view("timings_ms");
    return timings.json().keySet().stream().mapToDouble(timings::number).sum();
  }

  /// What the model cost this month, as the ledger has it.
  public double modelSoFar() {
    return costs.view("forecast").number("spent_usd");
  }

  /// What it will have cost at the month's end.
  public double modelMonthEnd() {
    return costs.view("forecast").number("month_end_usd");
  }

  /// What the iterations of the month say that they cost. The ledger has more where an iteration
  /// began in the month before, and less where one went on after the month's end.
  public double ofIterations() {
    return iterations.stream().mapToDouble(one -> one.number("cost_usd")).sum();
  }

  /// For programs.
  JsonObject json() {
    var json = new JsonObject();
    json.addProperty("project", project());
    json.addProperty("iterations", iterations.size());
    json.addProperty("minutes", minutes());
    json.addProperty("ledger_usd", modelSoFar());
    json.addProperty("iterations_usd", ofIterations());
    json.addProperty("month_end_usd", modelMonthEnd());
    return json;
  }
}
