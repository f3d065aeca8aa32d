package io.codedeveloper.cli.terminal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Instants for people.
public final class Times {
  private static final int SECONDS_OF_MINUTE = 60;
  private static final int MINUTES_OF_TWO_HOURS = 120;
  private static final int HOURS_OF_TWO_DAYS = 48;

  private Times() {}

  /// How far an instant is from now: `3 min ago`, `in 20 s`, `now`. A text that is no instant stays
  /// as it is.
  public static String relative(String instant, Instant now) {
    try {
      var between = Duration.between(Instant.parse(instant), now);
      if (between.abs().toSeconds() == 0) {
        return "now";
      }
      return between.isNegative() ? "in " + length(between.negated()) : length(between) + " ago";
    } catch (DateTimeException noInstant) {
      return instant;
    }
  }

  /// An instant to the second. A text that is no instant stays as it is.
  public static String seconds(String instant) {
    try {
      return Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeException noInstant) {
      return instant;
    }
  }

  /// A length of time in its coarsest useful unit.
  public static String length(Duration duration) {
    if (duration.toSeconds() < SECONDS_OF_MINUTE) {
      return duration.toSeconds() + " s";
    }
    if (duration.toMinutes() < MINUTES_OF_TWO_HOURS) {
      return duration.toMinutes() + " min";
    }
    return duration.toHours() < HOURS_OF_TWO_DAYS
        ? duration.toHours() + " h"
        : duration.toDays() + " days";
  }
}
