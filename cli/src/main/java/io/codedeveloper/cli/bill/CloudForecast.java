package io.codedeveloper.cli.bill;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What Google Cloud charges for a month that is not over: so far, and at its end, if the rest of
/// it is as what was. An estimate by list prices.
///
/// @param soFar since the first of the month
/// @param monthEnd for all of it
public record CloudForecast(CloudBill soFar, CloudBill monthEnd) {
  /// The part of a month that may not be asked about yet: a rate needs some time to be one.
  private static final double LEAST_DAYS = 0.01;

  private static final double A_CENT = 0.005;
  private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

  /// One service.
  ///
  /// @param soFar in dollars
  /// @param monthEnd in dollars
  public record Service(double soFar, double monthEnd) {
    private Service and(Service other) {
      return new Service(soFar + other.soFar, monthEnd + other.monthEnd);
    }
  }

  /// @param usual what a day of this month is like
  /// @param now in UTC, as Google Cloud's months are nearly
  public static CloudForecast of(Workload usual, OffsetDateTime now) {
    var use = usual.use();
    return new CloudForecast(
        CloudBill.of(part(use, days(now))),
        CloudBill.of(part(use, now.toLocalDate().lengthOfMonth())));
  }

  /// How many days of the month are over.
  public static double days(OffsetDateTime now) {
    return Math.max(LEAST_DAYS, Duration.between(begin(now), now).toSeconds() / SECONDS_OF_DAY);
  }

  /// When the month began.
  public static OffsetDateTime begin(OffsetDateTime now) {
    LocalDate first = now.toLocalDate().with(TemporalAdjusters.firstDayOfMonth());
    return OffsetDateTime.of(first, LocalTime.MIDNIGHT, ZoneOffset.UTC);
  }

  private static Map<CloudItem, Double> part(Map<CloudItem, Double> aMonth, double days) {
    var part = new EnumMap<CloudItem, Double>(CloudItem.class);
    aMonth.forEach((item, amount) -> part.put(item, amount * days / Month.DAYS));
    return part;
  }

  /// By what Google's bill calls them.
  public SortedMap<String, Service> services() {
    var services = new TreeMap<String, Service>();
    soFar.lines().forEach(line -> add(services, line, new Service(line.dollars(), 0)));
    monthEnd.lines().forEach(line -> add(services, line, new Service(0, line.dollars())));
    return services;
  }

  /// Those that cost a cent or more.
  public SortedMap<String, Service> dearServices() {
    var dear = new TreeMap<>(services());
    dear.values().removeIf(one -> one.monthEnd() < A_CENT);
    return dear;
  }

  private static void add(Map<String, Service> services, CloudBill.Line line, Service part) {
    services.merge(line.item().service(), part, Service::and);
  }
}
