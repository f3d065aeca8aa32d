package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.TickSchedule.Cadence;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the schedules are; the next slot of each that is not paused is a row of [DueTable].
final class ScheduleTable {
  private ScheduleTable() {}

  /// One schedule.
  record Row(String name, Cadence cadence, Message tick, boolean isPaused) {}

  static Optional<Row> find(Connection connection, String name) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT cadence, tick, paused FROM schedule WHERE name = ?")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new Row(
                name,
                CadenceCodec.decode(rows.getString(1)),
                MessageCodec.decode(rows.getString(2)),
                rows.getBoolean(3)));
      }
    }
  }

  static void put(Connection connection, Row row) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO schedule (name, cadence, tick, paused) VALUES (?, ?, ?, ?)")) {
      statement.setString(1, row.name());
      statement.setString(2, CadenceCodec.encode(row.cadence()));
      statement.setString(3, MessageCodec.encode(row.tick()));
      statement.setBoolean(4, row.isPaused());
      statement.executeUpdate();
    }
  }

  static Optional<Instant> slot(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT due_at FROM due WHERE schedule = ?")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(Micros.toInstant(rows.getLong(1))) : Optional.empty();
      }
    }
  }

  static void removeSlot(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement("DELETE FROM due WHERE schedule = ?")) {
      statement.setString(1, name);
      statement.executeUpdate();
    }
  }

  /// Publishes one tick for each schedule whose slot has come, and moves it on to its next slot.
  static void tick(Connection connection, Instant now) throws SQLException {
    for (var name : due(connection, now)) {
      var slot = slot(connection, name).orElseThrow();
      var schedule = find(connection, name).orElseThrow();
      DueTable.addMessage(
          connection, now, io.codedeveloper.platform.MessageBus.Topic.TICKS, at(slot, schedule));
      removeSlot(connection, name);
      var next = Slots.next(schedule.cadence(), slot, now);
      DueTable.addSlot(connection, name, next, schedule.tick());
    }
  }

  private static List<String> due(Connection connection, Instant now) throws SQLException {
    var names = new ArrayList<String>();
    try (var statement =
        connection.prepareStatement(
            "SELECT schedule FROM due WHERE due_at <= ? AND schedule IS NOT NULL ORDER BY due_at")) {
      statement.setLong(1, Micros.of(now));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }

  /// The tick of one slot: what several receive as one must have one id, and each slot another.
  private static Message at(Instant slot, Row schedule) {
    var tick = schedule.tick();
    var id = tick.id() + "-" + slot.getEpochSecond();
    return new Message(id, tick.type(), tick.orderingKey(), tick.attributes(), tick.body());
  }
}
