package io.codedeveloper.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Named schedules, each of which publishes one tick message per slot to [MessageBus.Topic#TICKS].
///
/// Slots missed while nothing ran are made up for by one tick, not by one each.
public interface TickSchedule {
  /// Creates or changes a schedule; a changed one stays paused if it was.
  ///
  /// @throws UserErrorException for a cron expression that cannot be understood
  void set(String name, Cadence cadence, Message tick);

  /// Ends the ticks of a schedule until [#resume].
  void pause(String name);

  void resume(String name);

  /// The next slot; empty when the schedule is paused or unknown.
  Optional<Instant> next(String name);

  /// When ticks are due.
  sealed interface Cadence {
    /// @param interval at least one second
    record Every(Duration interval) implements Cadence {}

    /// @param expression five fields, as of Unix cron
    record Cron(String expression, ZoneId zone) implements Cadence {}
  }
}
