package timesheet;

import java.time.Duration;

final class DurationsTest {
  void formatsHoursAndMinutes() {
    Check.equal("1h 30m", Durations.format(Duration.ofMinutes(90)));
  }

  void leavesOutWhatIsZero() {
    Check.equal("2h", Durations.format(Duration.ofHours(2)));
    Check.equal("45m", Durations.format(Duration.ofMinutes(45)));
    Check.equal("0m", Durations.format(Duration.ZERO));
  }
}
