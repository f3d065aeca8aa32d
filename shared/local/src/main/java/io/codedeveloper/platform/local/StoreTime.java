package io.codedeveloper.platform.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/// The store's clock: the machine's, except that it never goes back behind the last commit.
final class StoreTime {
  /// SQL for the store's time in microseconds, where the parameter is the machine's.
  static final String NOW = "max(?, (SELECT micros FROM store_time))";

  private StoreTime() {}

  static Instant read(Connection connection, Instant now) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT " + NOW)) {
      statement.setLong(1, Micros.of(now));
      try (var rows = statement.executeQuery()) {
        rows.next();
        return Micros.toInstant(rows.getLong(1));
      }
    }
  }

  /// Remembers the time of a commit.
  static void record(Connection connection, Instant time) throws SQLException {
    try (var statement = connection.prepareStatement("UPDATE store_time SET micros = ?")) {
      statement.setLong(1, Micros.of(time));
      statement.executeUpdate();
    }
  }
}
