package io.codedeveloper.platform.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// The names of delayed tasks, remembered while they are pending and for an hour after.
final class TaskNames {
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private TaskNames() {}

  /// Takes a name; false when it is taken.
  static boolean take(Connection connection, String name, Instant now) throws SQLException {
    try (var forget = connection.prepareStatement("DELETE FROM task WHERE forget_at < ?");
        var take = connection.prepareStatement("INSERT OR IGNORE INTO task (name) VALUES (?)")) {
      forget.setLong(1, Micros.of(now));
      forget.executeUpdate();
      take.setString(1, name);
      return take.executeUpdate() == 1;
    }
  }

  /// Notes that the task of this name is done, so that its name may be forgotten later.
  static void finish(Connection connection, String name, Instant now) throws SQLException {
    try (var statement =
        connection.prepareStatement("UPDATE task SET forget_at = ? WHERE name = ?")) {
      statement.setLong(1, Micros.of(now.plus(REMEMBERED)));
      statement.setString(2, name);
      statement.executeUpdate();
    }
  }
}
