package io.codedeveloper.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Named schedules, each of which publishes one tick message per slot to [MessageBus.Topic#TICKS].
///
/// Slots missed while nothing ran are made up for by one tick, not by one each; slots of a paused
/// schedule are not made up for. A tick that was published waits for its receiver as every message
/// does, so that several may come at once. Each slot's message has an id of its own where its
/// receiver is told when it was published. Pausing, resuming or asking for a schedule that is not
/// there does nothing.
public interface TickSchedule {
  /// Creates or changes a schedule; a changed one stays paused if it was.
  ///
  /// Setting a schedule to what it is keeps its next slot, also one that was missed.
  ///
  /// @param name as [ResourceName] has it; IllegalArgumentException for another
  /// @throws UserErrorException for a cron expression that cannot be understood, or a cadence that
  ///   the platform does not have
  void set(String name, Cadence cadence, Message tick);

  /// Ends the ticks of a schedule until [#resume].
  void pause(String name);

  void resume(String name);

  /// The next slot; empty when the schedule is paused or unknown.
  Optional<Instant> next(String name);

  /// The next slot of a schedule that is known to have this cadence and not to be paused.
  ///
  /// A platform whose slots follow from the cadence alone tells it without looking.
  ///
  /// @throws UserErrorException for a cadence that [#set] refuses
  default Optional<Instant> next(String name, Cadence cadence, Instant now) {
    return next(name);
  }

  /// When ticks are due.
  sealed interface Cadence {
    /// Counted from when the schedule was set, or in whole minutes of the clock: Cloud Scheduler
    /// knows intervals only that divide an hour or a day.
    ///
    /// @param interval at least one second
    record Every(Duration interval) implements Cadence {
      public Every {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
          throw new IllegalArgumentException("an interval is at least one second: " + interval);
        }
      }
    }

    /// @param expression five fields, as of Unix cron, in the zone's local time; a time that the
    ///   zone skips in spring has no slot that day, one that it repeats in autumn has one
    record Cron(String expression, ZoneId zone) implements Cadence {}
  }
}
