package io.codedeveloper.platform.local;

import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// Opens connections to the database file, and brings the file up to the schema's version.
final class SqliteConnections {
  /// Marks a SQLite file as ours: "cdev".
  private static final int APPLICATION_ID = 0x63646576;

  /// How long SQLite itself waits for another process's lock.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final int ATTEMPTS = 100;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private SqliteConnections() {}

  /// A connection that writes, to a file of this version.
  static Connection openWriter(Path file) throws SQLException {
    // Switching a new file to the write-ahead log does not wait for locks, so two processes that
    // open one new
    // file at once would fail.
    for (var attempt = 1; ; attempt++) {
      try {
        return openWriterOnce(file);
      } catch (SQLException failure) {
        if (!SqlFailure.isBusy(failure) || attempt == ATTEMPTS) {
          throw failure;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private static Connection openWriterOnce(Path file) throws SQLException {
    var connection = open(file);
    try {
      checkVersionAtOneMoment(file, connection);
      useWriteAheadLog(connection);
      migrate(file, connection);
      return connection;
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  /// A connection that only reads.
  static Connection openReader(Path file) throws SQLException {
    var connection = open(file);
    execute(connection, "PRAGMA query_only = true");
    return connection;
  }

  private static Connection open(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout((int) LONGEST_WAIT.toMillis());
    // FULL, not NORMAL: both survive a killed process, but only FULL writes the log through to the
    // disk before a
    // commit returns, and an accepted command must survive a power failure too.
    config.setSynchronous(SynchronousMode.FULL);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /// In one transaction: a new file that another process migrates between two reads would look like
  /// somebody else's, with tables and without our mark.
  private static void checkVersionAtOneMoment(Path file, Connection connection)
      throws SQLException {
    execute(connection, "BEGIN");
    try {
      checkVersion(file, connection);
    } finally {
      execute(connection, "ROLLBACK");
    }
  }

  /// Looks before anything is changed: a foreign or newer file must stay as it is.
  private static int checkVersion(Path file, Connection connection) throws SQLException {
    var version = number(connection, "PRAGMA user_version");
    var application = number(connection, "PRAGMA application_id");
    var tables = number(connection, "SELECT count(*) FROM sqlite_master");
    if (tables > 0 && application != APPLICATION_ID) {
      throw new UserErrorException(
          "%s is not a database of code-developer; move it away or choose another data directory"
              .formatted(file));
    }
    if (version > Schema.VERSION) {
      throw new UserErrorException(
          "%s was written by a newer version of code-developer (schema %d, this one knows %d); update code-developer or choose another data directory"
              .formatted(file, version, Schema.VERSION));
    }
    return version;
  }

  private static void useWriteAheadLog(Connection connection) throws SQLException {
    execute(connection, "PRAGMA journal_mode = " + JournalMode.WAL.getValue());
  }

  private static void migrate(Path file, Connection connection) throws SQLException {
    if (number(connection, "PRAGMA user_version") == Schema.VERSION) {
      return;
    }
    execute(connection, "BEGIN IMMEDIATE");
    try {
      Schema.migrate(connection, checkVersion(file, connection));
      execute(connection, "PRAGMA application_id = " + APPLICATION_ID);
      execute(connection, "COMMIT");
    } catch (SQLException | RuntimeException failure) {
      execute(connection, "ROLLBACK");
      throw failure;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
