package io.codedeveloper.platform.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobName;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;

/// Blobs in the SQLite file; a generation is a row number, which SQLite's AUTOINCREMENT never gives
/// twice.
public final class SqliteBlobStore implements BlobStore {
  private static final int LARGEST_PAGE = 1000;

  private final LocalDatabase database;

  public SqliteBlobStore(LocalDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Blob> read(String name) {
    BlobName.check(name);
    return database.read(connection -> {
      try (var statement =
          connection.prepareStatement("SELECT generation, content FROM blob WHERE name = ?")) {
        statement.setString(1, name);
        try (var rows = statement.executeQuery()) {
          return rows.next()
              ? Optional.of(new Blob(name, rows.getLong(1), rows.getBytes(2)))
              : Optional.empty();
        }
      }
    });
  }

  @Override
  public WriteResult write(String name, byte[] content, Precondition precondition) {
    BlobName.check(name);
    return database.write(connection -> {
      var current = generation(connection, name);
      if (!holds(precondition, current)) {
        return new WriteResult.Refused(current);
      }
      return new WriteResult.Written(replace(connection, name, content));
    });
  }

  @Override
  public WriteResult delete(String name, Precondition precondition) {
    BlobName.check(name);
    return database.write(connection -> {
      var current = generation(connection, name);
      if (!holds(precondition, current)) {
        return new WriteResult.Refused(current);
      }
      remove(connection, name);
      return new WriteResult.Written(0);
    });
  }

  @Override
  public Page<Entry> list(String prefix, int limit, Optional<String> cursor) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("limit must be 1 to " + LARGEST_PAGE + ": " + limit);
    }
    var after = cursor.map(SqliteBlobStore::parseCursor);
    return database.read(connection -> page(connection, prefix, limit, after));
  }

  /// Names with one prefix stand together in byte order, so the first name without it ends the
  /// listing.
  private static Page<Entry> page(
      Connection connection, String prefix, int limit, Optional<String> after) throws SQLException {
    var entries = new ArrayList<Entry>();
    try (var statement =
        connection.prepareStatement(
            "SELECT name, generation, size FROM blob WHERE name >= ? AND name > ? ORDER BY name LIMIT ?")) {
      statement.setString(1, prefix);
      statement.setString(2, after.orElse(""));
      statement.setInt(3, limit + 1);
      try (var rows = statement.executeQuery()) {
        while (rows.next() && rows.getString(1).startsWith(prefix)) {
          if (entries.size() == limit) {
            return new Page<>(entries, Optional.of(formatCursor(entries.getLast().name())));
          }
          entries.add(new Entry(rows.getString(1), rows.getLong(2), rows.getLong(3)));
        }
      }
    }
    return new Page<>(entries, Optional.empty());
  }

  private static boolean holds(Precondition precondition, Optional<Long> current) {
    return switch (precondition) {
      case Precondition.None _ -> true;
      case Precondition.Absent _ -> current.isEmpty();
      case Precondition.Generation wanted -> current.equals(Optional.of(wanted.generation()));
    };
  }

  private static Optional<Long> generation(Connection connection, String name) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT generation FROM blob WHERE name = ?")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
      }
    }
  }

  private static long replace(Connection connection, String name, byte[] content)
      throws SQLException {
    remove(connection, name);
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO blob (name, size, content) VALUES (?, ?, ?) RETURNING generation")) {
      statement.setString(1, name);
      statement.setLong(2, content.length);
      statement.setBytes(3, content);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private static void remove(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement("DELETE FROM blob WHERE name = ?")) {
      statement.setString(1, name);
      statement.executeUpdate();
    }
  }

  private static String formatCursor(String name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
  }

  private static String parseCursor(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException("not a cursor of this store: '" + cursor + "'", broken);
    }
  }
}
