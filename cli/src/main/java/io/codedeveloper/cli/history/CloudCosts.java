package io.codedeveloper.cli.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.bill.CloudForecast;
import io.codedeveloper.cli.bill.Workload;
import io.codedeveloper.cli.google.JobSize;
import io.codedeveloper.daemon.IterationOutcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/// What the present month costs, in Google Cloud and for the model: so far, and at its end.
///
/// What Google Cloud charges is reckoned from the iterations and the size of the job; what the
/// model costs is what the ledger says.
///
/// @param iterations of the month, without looks that found nothing to work on
/// @param costs as the API says them
/// @param isCut whether the month may have older iterations, which were not read
public record CloudCosts(
    List<JsonView> iterations, JsonView costs, JobSize size, Instant now, boolean isCut) {
  private static final double MILLISECONDS_OF_MINUTE = 60_000;

  /// How looks for work end that find none. [Workload] reckons them by the ticks.
  private static final Set<String> LOOKS =
      Set.of(
          IterationOutcome.NOTHING_TO_DO.wireName(),
          IterationOutcome.NOTHING_UNDERSTOOD.wireName());

  /// @param all iterations, newest first, also of other months
  /// @param most of them that were asked for
  public static CloudCosts of(
      List<JsonObject> all, int most, JsonObject costs, JobSize size, Instant now) {
    var begin = CloudForecast.begin(now.atOffset(ZoneOffset.UTC)).toInstant();
    var ofMonth =
        all.stream()
            .map(JsonView::new)
            .filter(one -> !created(one).isBefore(begin))
            .filter(one -> one.text("outcome").filter(LOOKS::contains).isEmpty())
            .toList();
    var isCut = all.size() >= most && !created(new JsonView(all.getLast())).isBefore(begin);
    return new CloudCosts(ofMonth, new JsonView(costs), size, now, isCut);
  }

  private static Instant created(JsonView iteration) {
    try {
      return Instant.parse(iteration.text("created_at").orElse(""));
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }

  /// By service of Google Cloud.
  public CloudForecast cloud() {
    return cloud(size.processors(), size.gib());
  }

  /// The same on executions of another size.
  public CloudForecast cloud(double processors, double gib) {
    var days = CloudForecast.days(utc());
    var count = iterations.size();
    var minutes = count == 0 ? 0 : minutes() / count;
    return CloudForecast.of(Workload.measured(count / days, minutes, processors, gib), utc());
  }

  private OffsetDateTime utc() {
    return now.atOffset(ZoneOffset.UTC);
  }

  /// That iterations worked.
  public double minutes() {
    return iterations.stream().mapToDouble(CloudCosts::milliseconds).sum() / MILLISECONDS_OF_MINUTE;
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

  public double totalSoFar() {
    return cloud().soFar().total() + modelSoFar();
  }

  public double totalMonthEnd() {
    return cloud().monthEnd().total() + modelMonthEnd();
  }

  /// For programs.
  public JsonObject json() {
    var cloud = cloud();
    var services = new JsonArray();
    cloud
        .services()
        .forEach((name, service) -> {
          var one = new JsonObject();
          one.addProperty("name", name);
          one.addProperty("so_far_usd", service.soFar());
          one.addProperty("month_end_usd", service.monthEnd());
          services.add(one);
        });
    var json = new JsonObject();
    json.addProperty("estimated", true);
    json.addProperty("iterations", iterations.size());
    json.addProperty("iterations_cut", isCut);
    json.addProperty("minutes", minutes());
    json.addProperty("processors", size.processors());
    json.addProperty("gib", size.gib());
    json.add("services", services);
    json.addProperty("so_far_usd", cloud.soFar().total());
    json.addProperty("month_end_usd", cloud.monthEnd().total());
    json.addProperty("unconfirmed_month_end_usd", cloud.monthEnd().unconfirmed());
    return json;
  }
}
