package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The messages that were given up, kept until somebody delivers them again, or for 90 days.
public final class DeadLetters {
  private final LocalDatabase database;

  public DeadLetters(LocalDatabase database) {
    this.database = database;
  }

  /// One message that was given up.
  ///
  /// @param sequence names it, for [#redeliver]
  /// @param reason the kind of the last failure
  public record DeadLetter(
      long sequence, Topic topic, Message message, Instant diedAt, String reason) {}

  public long count() {
    return database.read(connection -> {
      try (var statement = connection.prepareStatement("SELECT count(*) FROM dead_letter");
          var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    });
  }

  /// The oldest ones, oldest first.
  public List<DeadLetter> list(int limit) {
    return database.read(connection -> {
      try (var statement =
          connection.prepareStatement(
              "SELECT sequence, topic, message, died_at, reason FROM dead_letter ORDER BY sequence LIMIT ?")) {
        statement.setInt(1, limit);
        return letters(statement);
      }
    });
  }

  private static List<DeadLetter> letters(java.sql.PreparedStatement statement)
      throws SQLException {
    var letters = new ArrayList<DeadLetter>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        letters.add(
            new DeadLetter(
                rows.getLong(1),
                Topic.valueOf(rows.getString(2)),
                MessageCodec.decode(rows.getString(3)),
                Micros.toInstant(rows.getLong(4)),
                rows.getString(5)));
      }
    }
    return letters;
  }

  /// Publishes a dead letter anew, with all its attempts; false when there is none of this name.
  public boolean redeliver(long sequence) {
    return database.write(connection -> {
      try (var statement =
          connection.prepareStatement(
              "DELETE FROM dead_letter WHERE sequence = ? RETURNING topic, message")) {
        statement.setLong(1, sequence);
        try (var rows = statement.executeQuery()) {
          if (!rows.next()) {
            return false;
          }
          var topic = Topic.valueOf(rows.getString(1));
          var message = MessageCodec.decode(rows.getString(2));
          DueTable.addMessage(connection, database.now(), topic, message);
          return true;
        }
      }
    });
  }

  static void add(Connection connection, DueTable.Row row, Instant diedAt, String reason)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO dead_letter (sequence, topic, message, died_at, reason) VALUES (?, ?, ?, ?, ?)")) {
      statement.setLong(1, row.sequence());
      statement.setString(2, row.topic().name());
      statement.setString(3, MessageCodec.encode(row.message()));
      statement.setLong(4, Micros.of(diedAt));
      statement.setString(5, reason);
      statement.executeUpdate();
    }
    Retention.remove(connection, "dead_letter", "died_at", "sequence", diedAt);
  }
}
