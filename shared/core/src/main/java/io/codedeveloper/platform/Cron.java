package io.codedeveloper.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Five fields of Unix cron: minute, hour, day of the month, month, day of the week.
///
/// Where both days are restricted, either is enough. A time that the zone skips in spring has no
/// slot that day. One that it repeats in autumn has one slot, and two where every hour has one.
public final class Cron {
  /// Every expression that ever comes due does so within eight years: the leap days around a
  /// century's end are the farthest from each other.
  private static final int MOST_DAYS = 8 * 366 + 1;

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean eitherDay;
  private final boolean everyHour;

  private Cron(String[] fields) {
    minutes = CronField.MINUTE.parse(fields[0]);
    hours = CronField.HOUR.parse(fields[1]);
    days = CronField.DAY.parse(fields[2]);
    months = CronField.MONTH.parse(fields[3]);
    weekdays = CronField.WEEKDAY.parse(fields[4]);
    eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    everyHour = fields[1].equals("*");
  }

  /// @throws UserErrorException for what is not understood
  public static Cron parse(String expression) {
    var fields = expression.strip().split("\\s+");
    try {
      if (fields.length != 5) {
        throw new IllegalArgumentException("it has not five fields");
      }
      return new Cron(fields);
    } catch (IllegalArgumentException wrong) {
      throw new UserErrorException(
          "the schedule '%s' is no cron expression (%s); write five fields, for instance '0 2 * * 1-5'"
              .formatted(expression, wrong.getMessage()),
          wrong);
    }
  }

  /// The first slot after an instant; empty when none ever comes, as on 30 February.
  public Optional<Instant> next(Instant after, ZoneId zone) {
    var start = after.atZone(zone).toLocalDate();
    for (var ahead = 0; ahead <= MOST_DAYS; ahead++) {
      var date = start.plusDays(ahead);
      var slot = isDue(date) ? first(date, after, zone) : Optional.<Instant>empty();
      if (slot.isPresent()) {
        return slot;
      }
    }
    return Optional.empty();
  }

  private boolean isDue(LocalDate date) {
    var day = days.get(date.getDayOfMonth());
    var weekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
    return months.get(date.getMonthValue()) && (eitherDay ? day || weekday : day && weekday);
  }

  private Optional<Instant> first(LocalDate date, Instant after, ZoneId zone) {
    var slot = first(date, after, zone, 0);
    return everyHour && !zone.getRules().isFixedOffset()
        ? Stream.concat(slot.stream(), first(date, after, zone, 1).stream())
            .min(Comparator.naturalOrder())
        : slot;
  }

  /// @param repetition 0 for times as they first come that day, 1 for those that come again
  private Optional<Instant> first(LocalDate date, Instant after, ZoneId zone, int repetition) {
    return hours.stream()
        .boxed()
        .flatMap(hour -> minutes.stream().mapToObj(minute -> date.atTime(hour, minute)))
        .flatMap(local ->
            zone.getRules().getValidOffsets(local).stream()
                .skip(repetition)
                .limit(1)
                .map(local::toInstant))
        .filter(slot -> slot.isAfter(after))
        .findFirst();
  }
}
