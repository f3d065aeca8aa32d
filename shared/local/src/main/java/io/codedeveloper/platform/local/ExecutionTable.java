package io.codedeveloper.platform.local;

import io.codedeveloper.platform.JobLauncher.JobRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The executions that were launched, so that any process can ask for them and end them.
final class ExecutionTable {
  private ExecutionTable() {}

  /// One execution.
  record Row(ProcessTree processes, boolean isCancelled) {}

  static void add(Connection connection, String name, JobRequest request, ProcessTree processes)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO execution (name, project, iteration, fence, pid, started_at) VALUES (?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, name);
      statement.setString(2, request.project());
      statement.setString(3, request.iteration());
      statement.setLong(4, request.fence());
      statement.setLong(5, processes.pid());
      statement.setLong(6, Micros.of(processes.startedAt()));
      statement.executeUpdate();
    }
  }

  /// Forgets executions of long ago.
  ///
  /// @return their names
  static List<String> forget(Connection connection, Instant now) throws SQLException {
    return Retention.remove(connection, "execution", "started_at", "name", now);
  }

  static Optional<Row> find(Connection connection, String name) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT pid, started_at, cancelled FROM execution WHERE name = ?")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        var processes = new ProcessTree(rows.getLong(1), Micros.toInstant(rows.getLong(2)));
        return Optional.of(new Row(processes, rows.getBoolean(3)));
      }
    }
  }

  static void cancel(Connection connection, String name) throws SQLException {
    try (var statement =
        connection.prepareStatement("UPDATE execution SET cancelled = 1 WHERE name = ?")) {
      statement.setString(1, name);
      statement.executeUpdate();
    }
  }
}
