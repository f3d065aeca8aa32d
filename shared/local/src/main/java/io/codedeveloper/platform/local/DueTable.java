package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one table of what is due: messages, delayed tasks, and the next slot of each schedule.
///
/// `ready_at` is when a row was first due, `due_at` when it is next; a delivery under way has its
/// acknowledgement deadline there.
final class DueTable {
  /// A row that is due and is not held back by an earlier one of its key; both parameters are the
  /// time.
  private static final String DELIVERABLE =
      """
      FROM due WHERE due_at <= ? AND schedule IS NULL AND (ordering_key = '' OR NOT EXISTS (
        SELECT 1 FROM due earlier
        WHERE earlier.topic = due.topic AND earlier.ordering_key = due.ordering_key
          AND earlier.sequence < due.sequence AND earlier.ready_at <= ? AND earlier.schedule IS NULL))
      """;

  private DueTable() {}

  /// A row to deliver.
  ///
  /// @param attempts deliveries before this one
  record Row(long sequence, Topic topic, Message message, int attempts, Optional<String> task) {}

  static void addMessage(Connection connection, Instant at, Topic topic, Message message)
      throws SQLException {
    add(connection, at, topic, message, null, null);
  }

  static void addTask(Connection connection, String name, Instant at, Topic topic, Message message)
      throws SQLException {
    add(connection, at, topic, message, name, null);
  }

  static void addSlot(Connection connection, String schedule, Instant slot, Message tick)
      throws SQLException {
    add(connection, slot, Topic.TICKS, tick, null, schedule);
  }

  private static void add(
      Connection connection,
      Instant at,
      Topic topic,
      Message message,
      @Nullable String task,
      @Nullable String schedule)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            INSERT INTO due (ready_at, due_at, topic, ordering_key, message, task, schedule)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      statement.setLong(1, Micros.of(at));
      statement.setLong(2, Micros.of(at));
      statement.setString(3, topic.name());
      statement.setString(4, message.orderingKey());
      statement.setString(5, MessageCodec.encode(message));
      statement.setString(6, task);
      statement.setString(7, schedule);
      statement.executeUpdate();
    }
  }

  /// The first row that may be delivered now.
  static Optional<Row> next(Connection connection, Instant now) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT sequence, topic, message, attempts, task "
                + DELIVERABLE
                + " ORDER BY sequence LIMIT 1")) {
      statement.setLong(1, Micros.of(now));
      statement.setLong(2, Micros.of(now));
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new Row(
                rows.getLong(1),
                Topic.valueOf(rows.getString(2)),
                MessageCodec.decode(rows.getString(3)),
                rows.getInt(4),
                Optional.ofNullable(rows.getString(5))));
      }
    }
  }

  /// When something is next due; what an earlier row of its key holds back is due with that one.
  static Optional<Instant> nextDue(Connection connection, Instant now) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            SELECT min(due_at) FROM due WHERE due_at > ? OR schedule IS NOT NULL
            UNION ALL SELECT min(due_at)
            """
                + DELIVERABLE)) {
      for (var index = 1; index <= 3; index++) {
        statement.setLong(index, Micros.of(now));
      }
      var first = Optional.<Instant>empty();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var micros = rows.getLong(1);
          if (!rows.wasNull()) {
            var at = Micros.toInstant(micros);
            first = first.filter(before -> before.isBefore(at)).or(() -> Optional.of(at));
          }
        }
      }
      return first;
    }
  }

  /// Notes that a delivery begins, which must be acknowledged before the deadline.
  static void begin(Connection connection, long sequence, Instant deadline) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE due SET attempts = attempts + 1, due_at = ? WHERE sequence = ?")) {
      statement.setLong(1, Micros.of(deadline));
      statement.setLong(2, sequence);
      statement.executeUpdate();
    }
  }

  /// Puts a refused row off, unless another delivery of it has begun since.
  static void putOff(Connection connection, long sequence, int attempts, Instant until)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE due SET due_at = ? WHERE sequence = ? AND attempts = ?")) {
      statement.setLong(1, Micros.of(until));
      statement.setLong(2, sequence);
      statement.setInt(3, attempts);
      statement.executeUpdate();
    }
  }

  /// Makes every row due whose delivery was begun before; false when there is none.
  static boolean hasten(Connection connection, Instant now) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "UPDATE due SET due_at = ? WHERE attempts > 0 AND due_at > ?")) {
      statement.setLong(1, Micros.of(now));
      statement.setLong(2, Micros.of(now));
      return statement.executeUpdate() > 0;
    }
  }

  /// Removes a row; false when it is gone already.
  static boolean remove(Connection connection, long sequence) throws SQLException {
    try (var statement = connection.prepareStatement("DELETE FROM due WHERE sequence = ?")) {
      statement.setLong(1, sequence);
      return statement.executeUpdate() == 1;
    }
  }
}
