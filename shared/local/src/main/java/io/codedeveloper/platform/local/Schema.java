package io.codedeveloper.platform.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The tables, as steps from one version to the next; a step that was released is never changed.
final class Schema {
  private static final String FIRST =
      """
      CREATE TABLE store_time (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        micros INTEGER NOT NULL
      ) STRICT;
      INSERT INTO store_time VALUES (1, 0);

      CREATE TABLE document (
        collection TEXT NOT NULL,
        id TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        expire_at INTEGER,
        fields TEXT NOT NULL,
        PRIMARY KEY (collection, id)
      ) STRICT;
      CREATE INDEX document_expiry ON document (expire_at) WHERE expire_at IS NOT NULL;

      CREATE TABLE field_index (
        collection TEXT NOT NULL,
        field TEXT NOT NULL,
        sort_key BLOB NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (collection, field, sort_key, id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE blob (
        generation INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        content BLOB NOT NULL
      ) STRICT;

      CREATE TABLE due (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        ready_at INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        topic TEXT NOT NULL,
        ordering_key TEXT NOT NULL,
        message TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        task TEXT,
        schedule TEXT UNIQUE
      ) STRICT;
      CREATE INDEX due_next ON due (due_at);
      CREATE INDEX due_order ON due (topic, ordering_key, sequence);

      CREATE TABLE dead_letter (
        sequence INTEGER PRIMARY KEY,
        died_at INTEGER NOT NULL,
        topic TEXT NOT NULL,
        message TEXT NOT NULL,
        reason TEXT NOT NULL
      ) STRICT;

      CREATE TABLE task (
        name TEXT PRIMARY KEY,
        forget_at INTEGER
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE schedule (
        name TEXT PRIMARY KEY,
        cadence TEXT NOT NULL,
        tick TEXT NOT NULL,
        paused INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE execution (
        name TEXT PRIMARY KEY,
        project TEXT NOT NULL,
        iteration TEXT NOT NULL,
        fence INTEGER NOT NULL,
        pid INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        cancelled INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
      """;

  private static final List<String> STEPS = List.of(FIRST);

  /// The version that this program reads and writes.
  static final int VERSION = STEPS.size();

  private Schema() {}

  /// Brings a database of an older version (0: an empty one) up to [#VERSION], inside the caller's
  /// transaction.
  static void migrate(Connection connection, int from) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var step : STEPS.subList(from, VERSION)) {
        for (var command : step.split(";\\s*\n", -1)) {
          if (!command.isBlank()) {
            statement.execute(command);
          }
        }
      }
      statement.execute("PRAGMA user_version = " + VERSION);
    }
  }
}
