package io.codedeveloper.platform.google;

import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A cadence as Cloud Scheduler wants it.
///
/// @param zone a name of the time zone database
record CronText(String expression, String zone) {
  private static final String UTC = "Etc/UTC";
  private static final long HOUR = Duration.ofHours(1).toMinutes();
  private static final long DAY = Duration.ofDays(1).toMinutes();

  /// @throws UserErrorException for what Cloud Scheduler cannot do: an interval that does not
  ///   divide an hour or a day into whole minutes, or an expression that has not five fields
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
    var text = new CronText(expression, zone.equals(ZoneOffset.UTC) ? UTC : zone.getId());
    if (expression.strip().split("\\s+").length != 5) {
      throw new UserErrorException(text.notUnderstood("it has not five fields"));
    }
    return text;
  }

  /// @param failure what the service said
  UserErrorException refused(Throwable failure) {
    return new UserErrorException(notUnderstood(String.valueOf(failure.getMessage())), failure);
  }

  private String notUnderstood(String why) {
    return "the schedule '%s' in the time zone %s is not understood (%s); write five fields of cron, for instance '0 2 * * 1-5'"
        .formatted(expression, zone, why);
  }

  UserErrorException neverComes() {
    return new UserErrorException(
        "the schedule '%s' never comes due; change its day or month".formatted(expression));
  }
}
