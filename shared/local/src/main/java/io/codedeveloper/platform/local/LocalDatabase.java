package io.codedeveloper.platform.local;

import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// The one SQLite file of a data directory, shared by any number of threads and processes.
///
/// Writers take turns (a fair lock inside the process, SQLite's own between processes); readers see
/// the last commit and wait for nobody.
public final class LocalDatabase implements AutoCloseable {
  /// The file's name in its data directory.
  public static final String FILE_NAME = "code-developer.db";

  private static final int ATTEMPTS = 4;

  private final Path file;
  private final Clock clock;
  private final Connection writer;
  private final Connection reader;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final ReentrantLock reading = new ReentrantLock(true);

  private LocalDatabase(Path file, Clock clock, Connection writer, Connection reader) {
    this.file = file;
    this.clock = clock;
    this.writer = writer;
    this.reader = reader;
  }

  /// Opens the database of a data directory, and makes directory (mode 0700) and database where
  /// they are missing.
  ///
  /// @throws UserErrorException when the directory or the file cannot be used, or is from a newer
  ///   version
  /// @throws TransientException when other processes keep it locked
  public static LocalDatabase open(Path directory, Clock clock) {
    var file = DataDirectory.open(directory).resolve(FILE_NAME);
    DataDirectory.createFile(file);
    try {
      var writer = SqliteConnections.openWriter(file);
      try {
        return new LocalDatabase(file, clock, writer, SqliteConnections.openReader(file));
      } catch (SQLException | RuntimeException failure) {
        writer.close();
        throw failure;
      }
    } catch (SQLException failure) {
      throw SqlFailure.translate(file, failure);
    }
  }

  /// Work on a connection.
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /// Runs the work in one transaction that excludes all other writers, and commits it durably.
  ///
  /// Only taking the write lock is tried again when others hold it; the work runs once.
  <T> T write(Work<T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "a transaction's body must have no effect besides the transaction's own");
    }
    writing.lock();
    try {
      begin();
      return commit(work);
    } catch (SQLException failure) {
      throw SqlFailure.translate(file, failure);
    } finally {
      writing.unlock();
    }
  }

  private void begin() throws SQLException {
    for (var attempt = 1; ; attempt++) {
      try {
        execute("BEGIN IMMEDIATE");
        return;
      } catch (SQLException failure) {
        if (!SqlFailure.isBusy(failure) || attempt == ATTEMPTS) {
          throw failure;
        }
      }
    }
  }

  private <T> T commit(Work<T> work) throws SQLException {
    var committed = false;
    try {
      var result = work.run(writer);
      execute("COMMIT");
      committed = true;
      return result;
    } finally {
      if (!committed) {
        rollBack();
      }
    }
  }

  /// Some errors (a full disk) have rolled back already; then this finds no transaction.
  private void rollBack() throws SQLException {
    try {
      execute("ROLLBACK");
    } catch (SQLException failure) {
      if (!String.valueOf(failure.getMessage()).contains("no transaction is active")) {
        throw failure;
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = writer.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Runs one reading statement on the last commit.
  <T> T read(Work<T> work) {
    reading.lock();
    try {
      for (var attempt = 1; ; attempt++) {
        try {
          return work.run(reader);
        } catch (SQLException failure) {
          if (!SqlFailure.isBusy(failure) || attempt == ATTEMPTS) {
            throw SqlFailure.translate(file, failure);
          }
        }
      }
    } finally {
      reading.unlock();
    }
  }

  /// The clock's time, to compare with what [Micros] stores.
  Instant now() {
    return clock.instant();
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    writing.lock();
    reading.lock();
    try (writer;
        reader) {
      // Closing the connections is all there is to do; the last one folds the write-ahead log into
      // the file.
    } catch (SQLException failure) {
      throw SqlFailure.translate(file, failure);
    } finally {
      reading.unlock();
      writing.unlock();
    }
  }
}
