package timesheet;

import java.time.Duration;

/// Durations as people write them.
public final class Durations {
  private Durations() {}

  /// Hours and minutes: `1h 30m`, `45m`, `2h`.
  public static String format(Duration duration) {
    var hours = duration.toHours();
    var minutes = duration.toMinutesPart();
    if (hours == 0) {
      return minutes + "m";
    }
    return minutes == 0 ? hours + "h" : hours + "h " + minutes + "m";
  }
}
