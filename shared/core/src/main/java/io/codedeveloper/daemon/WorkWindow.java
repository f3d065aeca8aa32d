package io.codedeveloper.daemon;

import io.codedeveloper.platform.UserErrorException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;

/// The hours of a day in which iterations may begin; one that has begun goes on to its end.
///
/// @param from the first minute
/// @param to the first minute that is no more in it; before [#from] where the window spans midnight
public record WorkWindow(LocalTime from, LocalTime to, ZoneId zone) {
  private static final Pattern FORM =
      Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])");

  /// Reads `22:00-06:00`.
  ///
  /// @throws UserErrorException for any other text, and for a window without an end
  public static WorkWindow parse(String text, ZoneId zone) {
    var parts = FORM.matcher(text);
    if (!parts.matches() || text.substring(0, 5).equals(text.substring(6))) {
      throw new UserErrorException(
          "'%s' is no window; write two different times of day, such as 22:00-06:00"
              .formatted(text));
    }
    return new WorkWindow(
        LocalTime.parse(text.substring(0, 5)), LocalTime.parse(text.substring(6)), zone);
  }

  /// Whether an iteration may begin now.
  public boolean isOpen(Instant now) {
    var time = now.atZone(zone).toLocalTime();
    var begun = !time.isBefore(from);
    var over = !time.isBefore(to);
    return from.isBefore(to) ? begun && !over : begun || !over;
  }

  /// Now where it is open; else when it opens next.
  public Instant opens(Instant now) {
    if (isOpen(now)) {
      return now;
    }
    var local = now.atZone(zone);
    var today = at(local);
    return (today.isAfter(local) ? today : at(local.plusDays(1))).toInstant();
  }

  private ZonedDateTime at(ZonedDateTime day) {
    return ZonedDateTime.of(day.toLocalDate(), from, zone);
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
