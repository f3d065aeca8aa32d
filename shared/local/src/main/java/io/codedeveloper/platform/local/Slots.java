package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Cron;
import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.UserErrorException;
import java.time.Instant;

/// When a cadence is due.
public final class Slots {
  private Slots() {}

  /// The first slot of a schedule that begins now.
  ///
  /// @throws UserErrorException for a cron expression that cannot be understood, or that never
  ///   comes
  public static Instant first(Cadence cadence, Instant now) {
    return switch (cadence) {
      case Cadence.Every every -> now.plus(every.interval());
      case Cadence.Cron cron -> after(cron, now);
    };
  }

  /// The first slot after now of a schedule that had this slot.
  public static Instant next(Cadence cadence, Instant slot, Instant now) {
    return switch (cadence) {
      case Cadence.Every every -> {
        var interval = every.interval();
        var passed = java.time.Duration.between(slot, now).dividedBy(interval);
        yield slot.plus(interval.multipliedBy(passed + 1));
      }
      case Cadence.Cron cron -> after(cron, now);
    };
  }

  private static Instant after(Cadence.Cron cron, Instant now) {
    return Cron.parse(cron.expression())
        .next(now, cron.zone())
        .orElseThrow(() ->
            new UserErrorException(
                "the schedule '%s' never comes due; change its day or month"
                    .formatted(cron.expression())));
  }
}
