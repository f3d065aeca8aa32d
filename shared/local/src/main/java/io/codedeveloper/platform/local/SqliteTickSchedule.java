package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.ResourceName;
import io.codedeveloper.platform.TickSchedule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Schedules in the SQLite file; [Deliveries] turns their slots into ticks.
public final class SqliteTickSchedule implements TickSchedule {
  private final LocalDatabase database;

  public SqliteTickSchedule(LocalDatabase database) {
    this.database = database;
  }

  @Override
  public void set(String name, Cadence cadence, Message tick) {
    ResourceName.check(name);
    var first = Slots.first(cadence, database.now());
    database.write(connection -> {
      var old = ScheduleTable.find(connection, name);
      var isPaused = old.map(ScheduleTable.Row::isPaused).orElse(false);
      ScheduleTable.put(connection, new ScheduleTable.Row(name, cadence, tick, isPaused));
      var isSame = old.filter(row -> row.cadence().equals(cadence)).isPresent();
      if (!isPaused && !isSame) {
        moveTo(connection, name, first, tick);
      }
      return true;
    });
  }

  private static void moveTo(Connection connection, String name, Instant slot, Message tick)
      throws SQLException {
    ScheduleTable.removeSlot(connection, name);
    DueTable.addSlot(connection, name, slot, tick);
  }

  @Override
  public void pause(String name) {
    change(
        name,
        true,
        (connection, schedule) -> ScheduleTable.removeSlot(connection, schedule.name()));
  }

  @Override
  public void resume(String name) {
    change(
        name,
        false,
        (connection, schedule) ->
            moveTo(
                connection,
                schedule.name(),
                Slots.first(schedule.cadence(), database.now()),
                schedule.tick()));
  }

  @FunctionalInterface
  private interface Change {
    void run(Connection connection, ScheduleTable.Row schedule) throws SQLException;
  }

  /// Changes a schedule that is there and not yet as wanted.
  private void change(String name, boolean isPaused, Change change) {
    database.write(connection -> {
      var old = ScheduleTable.find(connection, name);
      if (old.isEmpty() || old.get().isPaused() == isPaused) {
        return false;
      }
      var row = old.get();
      ScheduleTable.put(
          connection, new ScheduleTable.Row(name, row.cadence(), row.tick(), isPaused));
      change.run(connection, row);
      return true;
    });
  }

  @Override
  public Optional<Instant> next(String name) {
    return database.read(connection -> ScheduleTable.slot(connection, name));
  }
}
