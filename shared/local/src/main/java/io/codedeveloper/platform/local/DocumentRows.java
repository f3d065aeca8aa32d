package io.codedeveloper.platform.local;

import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Reads and writes rows of documents together with their index.
final class DocumentRows {
  private static final String EXPIRE_AT = "expireAt";

  /// So many expired documents are removed with each commit: it stays quick, and they cannot pile
  /// up.
  private static final int REMOVED_AT_ONCE = 20;

  private DocumentRows() {}

  /// The document whether or not it has expired.
  static Optional<Document> find(Connection connection, DocumentPath path) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT fields, updated_at FROM document WHERE collection = ? AND id = ?")) {
      statement.setString(1, path.parent().value());
      statement.setString(2, path.id());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(document(path, rows)) : Optional.empty();
      }
    }
  }

  /// A document from a row with its `fields` and `updated_at`.
  static Document document(DocumentPath path, ResultSet rows) throws SQLException {
    return new Document(
        path,
        FieldCodec.decode(rows.getString("fields")),
        Micros.toInstant(rows.getLong("updated_at")));
  }

  static boolean isExpired(Document document, Instant now) {
    return expireAt(document.fields()).filter(end -> !end.isAfter(now)).isPresent();
  }

  private static Optional<Instant> expireAt(Fields fields) {
    return fields.asMap().get(EXPIRE_AT) instanceof Instant end
        ? Optional.of(end)
        : Optional.empty();
  }

  static void put(Connection connection, Document document) throws SQLException {
    var path = document.path();
    var old = find(connection, path).map(Document::fields).orElse(Fields.empty());
    try (var statement =
        connection.prepareStatement(
            """
            INSERT INTO document (collection, id, updated_at, expire_at, fields) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (collection, id) DO UPDATE SET
              updated_at = excluded.updated_at, expire_at = excluded.expire_at, fields = excluded.fields
            """)) {
      statement.setString(1, path.parent().value());
      statement.setString(2, path.id());
      statement.setLong(3, Micros.of(document.updatedAt()));
      var end = expireAt(document.fields());
      if (end.isPresent()) {
        statement.setLong(4, Micros.of(end.get()));
      } else {
        statement.setNull(4, Types.INTEGER);
      }
      statement.setString(5, FieldCodec.encode(document.fields()));
      statement.executeUpdate();
    }
    FieldIndex.update(connection, path, old, document.fields());
  }

  static void delete(Connection connection, DocumentPath path) throws SQLException {
    var old = find(connection, path);
    if (old.isEmpty()) {
      return;
    }
    FieldIndex.update(connection, path, old.get().fields(), Fields.empty());
    try (var statement =
        connection.prepareStatement("DELETE FROM document WHERE collection = ? AND id = ?")) {
      statement.setString(1, path.parent().value());
      statement.setString(2, path.id());
      statement.executeUpdate();
    }
  }

  static void removeExpired(Connection connection, Instant now) throws SQLException {
    var expired = new ArrayList<DocumentPath>();
    try (var statement =
        connection.prepareStatement(
            "SELECT collection, id FROM document WHERE expire_at <= ? LIMIT " + REMOVED_AT_ONCE)) {
      statement.setLong(1, Micros.of(now));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          expired.add(new CollectionPath(rows.getString(1)).document(rows.getString(2)));
        }
      }
    }
    for (var path : expired) {
      delete(connection, path);
    }
  }
}
