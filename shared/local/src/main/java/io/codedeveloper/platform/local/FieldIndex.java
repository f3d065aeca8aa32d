package io.codedeveloper.platform.local;

import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Keeps one index row per field of each document, which makes a page cost the same on every page.
final class FieldIndex {
  private static final String REMOVE =
      "DELETE FROM field_index WHERE collection = ? AND field = ? AND sort_key = ? AND id = ?";
  private static final String ADD =
      "INSERT INTO field_index (collection, field, sort_key, id) VALUES (?, ?, ?, ?)";

  private FieldIndex() {}

  /// Replaces the rows of a document's old fields by those of its new ones; only what differs is
  /// written.
  static void update(Connection connection, DocumentPath path, Fields old, Fields fields)
      throws SQLException {
    var removed = keys(old);
    var added = new HashMap<String, byte[]>();
    keys(fields)
        .forEach((field, key) -> {
          if (Arrays.equals(removed.get(field), key)) {
            removed.remove(field);
          } else {
            added.put(field, key);
          }
        });
    write(connection, REMOVE, path, removed);
    write(connection, ADD, path, added);
  }

  private static Map<String, byte[]> keys(Fields fields) {
    var keys = new HashMap<String, byte[]>();
    fields.asMap().forEach((field, value) -> keys.put(field, SortKey.of(value)));
    return keys;
  }

  private static void write(
      Connection connection, String sql, DocumentPath path, Map<String, byte[]> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (var entry : keys.entrySet()) {
        statement.setString(1, path.parent().value());
        statement.setString(2, entry.getKey());
        statement.setBytes(3, entry.getValue());
        statement.setString(4, path.id());
        statement.executeUpdate();
      }
    }
  }
}
