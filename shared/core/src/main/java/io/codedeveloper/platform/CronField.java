package io.codedeveloper.platform;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One field of a cron expression: a list of numbers, ranges and steps.
enum CronField {
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY("day of the month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  /// 0 and 7 are Sunday.
  WEEKDAY("day of the week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private static final Pattern PART =
      Pattern.compile("(?:\\*|([0-9]{1,2}|[A-Z]{3})(?:-([0-9]{1,2}|[A-Z]{3}))?)(?:/([0-9]{1,2}))?");

  private final String title;
  private final int least;
  private final int most;

  /// In order, the first one meaning the least number.
  private final List<String> names;

  CronField(String title, int least, int most, List<String> names) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /// The numbers that are named; Sunday is 0.
  ///
  /// @throws IllegalArgumentException for what is not understood
  BitSet parse(String text) {
    var numbers = new BitSet();
    for (var part : text.toUpperCase(Locale.ROOT).split(",", -1)) {
      add(numbers, part);
    }
    if (this == WEEKDAY && numbers.get(7)) {
      numbers.set(0);
    }
    return numbers;
  }

  private void add(BitSet numbers, String part) {
    var match = PART.matcher(part);
    if (!match.matches()) {
      throw wrong(part);
    }
    var step = match.group(3) == null ? 1 : Integer.parseInt(match.group(3));
    var from = match.group(1) == null ? least : number(match.group(1));
    var isRange = match.group(1) == null || match.group(2) != null || match.group(3) != null;
    var last = this == WEEKDAY && match.group(1) == null ? most - 1 : most;
    var to = match.group(2) != null ? number(match.group(2)) : isRange ? last : from;
    if (step == 0 || from > to) {
      throw wrong(part);
    }
    for (var number = from; number <= to; number += step) {
      numbers.set(number);
    }
  }

  private int number(String text) {
    var name = names.indexOf(text);
    if (name >= 0) {
      return least + name;
    }
    if (!Character.isDigit(text.charAt(0))
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw wrong(text);
    }
    return Integer.parseInt(text);
  }

  private IllegalArgumentException wrong(String part) {
    return new IllegalArgumentException("'%s' is no %s".formatted(part, title));
  }
}
