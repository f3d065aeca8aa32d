package io.codedeveloper.platform.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How long what no document names is kept: as long as the documents that tell of it.
final class Retention {
  static final Duration KEPT = Duration.ofDays(90);

  private Retention() {}

  /// What was there before is too old at this instant.
  static Instant oldest(Instant now) {
    return now.minus(KEPT);
  }

  /// Deletes rows that are too old.
  ///
  /// @param time the column that holds a row's time
  /// @param name the column by which they are told
  /// @return the names of those that are gone
  static List<String> remove(
      Connection connection, String table, String time, String name, Instant now)
      throws SQLException {
    var removed = new ArrayList<String>();
    try (var statement =
        connection.prepareStatement(
            "DELETE FROM %s WHERE %s < ? RETURNING %s".formatted(table, time, name))) {
      statement.setLong(1, Micros.of(oldest(now)));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          removed.add(rows.getString(1));
        }
      }
    }
    return removed;
  }
}
