package io.codedeveloper.platform.google;

import io.codedeveloper.platform.Cron;
import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// A cadence as Cloud Scheduler wants it.
///
/// @param zone a name of the time zone database
record CronText(String expression, String zone) {
  private static final String UTC = "Etc/UTC";
  private static final long HOUR = Duration.ofHours(1).toMinutes();
  private static final long DAY = Duration.ofDays(1).toMinutes();

  /// @throws UserErrorException for what Cloud Scheduler cannot do: an interval that does not
  ///   divide an hour or a day into whole minutes, or an expression that is not understood
  static CronText of(Cadence cadence) {
    return switch (cadence) {
      case Cadence.Every(var interval) -> every(interval);
      case Cadence.Cron(var expression, var zone) -> cron(expression, zone);
    };
  }

  private static CronText every(Duration interval) {
    var minutes = interval.toMinutes();
    if (!interval.equals(Duration.ofMinutes(minutes)) || minutes == 0 || DAY % minutes != 0) {
      throw impossible(interval);
    }
    if (minutes < HOUR && HOUR % minutes == 0) {
      return new CronText(minutes == 1 ? "* * * * *" : "*/" + minutes + " * * * *", UTC);
    }
    if (minutes % HOUR != 0) {
      throw impossible(interval);
    }
    var hours = minutes / HOUR;
    var field = hours == 1 ? "*" : hours == 24 ? "0" : "*/" + hours;
    return new CronText("0 " + field + " * * *", UTC);
  }

  private static UserErrorException impossible(Duration interval) {
    return new UserErrorException(
        "Cloud Scheduler has no interval of %s: take minutes that divide an hour (5m, 10m, 15m, 30m), hours that divide a day (1h, 2h, 6h, 12h), or five fields of cron"
            .formatted(interval));
  }

  private static CronText cron(String expression, ZoneId zone) {
    Cron.parse(expression);
    return new CronText(expression, zone.equals(ZoneOffset.UTC) ? UTC : zone.getId());
  }

  /// The first slot after an instant; empty when none ever comes.
  Optional<Instant> next(Instant after) {
    return Cron.parse(expression).next(after, ZoneId.of(zone));
  }

  /// Cloud Scheduler takes what never comes due; here it is refused before.
  ///
  /// @throws UserErrorException when no slot ever comes
  void checkThatItComes() {
    if (next(Instant.EPOCH).isEmpty()) {
      throw new UserErrorException(
          "the schedule '%s' never comes due; change its day or month".formatted(expression));
    }
  }

  /// @param failure what the service said
  UserErrorException refused(Throwable failure) {
    return new UserErrorException(
        "Cloud Scheduler does not understand the schedule '%s' in the time zone %s (%s); write five fields of cron, for instance '0 2 * * 1-5'"
            .formatted(expression, zone, failure.getMessage()),
        failure);
  }
}
