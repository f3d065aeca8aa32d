package io.codedeveloper.cli.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.codedeveloper.cli.bill.CloudForecast;
import io.codedeveloper.cli.bill.Workload;
import io.codedeveloper.cli.google.JobSize;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What the present month costs in an environment, in Google Cloud and for the model: so far, and
/// at its end.
///
/// What Google Cloud charges is reckoned from the iterations and the size of the job; what the
/// model costs is what the ledger says.
///
/// @param projects each of the daemon's in the environment
/// @param size of the job, which works for all of them
public record CloudCosts(List<ProjectMonth> projects, JobSize size, Instant now) {
  /// By service of Google Cloud.
  public CloudForecast cloud() {
    return cloud(size.processors(), size.gib());
  }

  /// The same on executions of another size.
  public CloudForecast cloud(double processors, double gib) {
    var days = CloudForecast.days(utc());
    var count = iterations();
    var minutes = count == 0 ? 0 : minutes() / count;
    return CloudForecast.of(
        Workload.measured(count / days, minutes, processors, gib, projects.size()), utc());
  }

  private OffsetDateTime utc() {
    return now.atOffset(ZoneOffset.UTC);
  }

  /// How many there were, without looks that found nothing to work on.
  public int iterations() {
    return projects.stream().mapToInt(one -> one.iterations().size()).sum();
  }

  /// Whether the month may have older iterations, which were not read.
  public boolean isCut() {
    return projects.stream().anyMatch(ProjectMonth::isCut);
  }

  /// That iterations worked.
  public double minutes() {
    return sum(ProjectMonth::minutes);
  }

  /// What the model cost this month, as the ledgers have it.
  public double modelSoFar() {
    return sum(ProjectMonth::modelSoFar);
  }

  /// What it will have cost at the month's end.
  public double modelMonthEnd() {
    return sum(ProjectMonth::modelMonthEnd);
  }

  /// What the iterations of the month say that they cost.
  public double ofIterations() {
    return sum(ProjectMonth::ofIterations);
  }

  private double sum(ToDoubleFunction<ProjectMonth> amount) {
    return projects.stream().mapToDouble(amount).sum();
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
    var months = new JsonArray();
    projects.forEach(one -> months.add(one.json()));
    var json = new JsonObject();
    json.addProperty("estimated", true);
    json.addProperty("iterations", iterations());
    json.addProperty("iterations_cut", isCut());
    json.addProperty("minutes", minutes());
    json.addProperty("processors", size.processors());
    json.addProperty("gib", size.gib());
    json.add("projects", months);
    json.add("services", services);
    json.addProperty("so_far_usd", cloud.soFar().total());
    json.addProperty("month_end_usd", cloud.monthEnd().total());
    json.addProperty("unconfirmed_month_end_usd", cloud.monthEnd().unconfirmed());
    return json;
  }
}
