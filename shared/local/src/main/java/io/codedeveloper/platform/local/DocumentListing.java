package io.codedeveloper.platform.local;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// Reads one page of a query by walking the index of the field that orders it, from the cursor on.
///
/// An equality is looked up in the index of its own field for each row on the way: a page costs the
/// same wherever it starts, and a rare value at most one walk through the collection's index.
final class DocumentListing {
  private final Query query;
  private final Optional<DocumentCursor> cursor;
  private final boolean isAscending;

  /// @throws IllegalArgumentException for a cursor that is none
  DocumentListing(Query query) {
    this.query = query;
    this.cursor = query.cursor().map(DocumentCursor::parse);
    this.isAscending = query.direction() == Query.Direction.ASCENDING;
  }

  Page<Document> read(Connection connection, Instant now) throws SQLException {
    var documents = new ArrayList<Document>();
    var last = Optional.<DocumentCursor>empty();
    try (var statement = connection.prepareStatement(sql())) {
      bind(statement, now);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          if (documents.size() == query.limit()) {
            return new Page<>(documents, last.map(DocumentCursor::format));
          }
          var path = query.collection().document(rows.getString("id"));
          documents.add(DocumentRows.document(path, rows));
          last = Optional.of(new DocumentCursor(rows.getBytes("sort_key"), path.id()));
        }
      }
    }
    return new Page<>(documents, Optional.empty());
  }

  private String sql() {
    var after = isAscending ? ">" : "<";
    var direction = isAscending ? "ASC" : "DESC";
    // CROSS JOIN keeps SQLite from starting with the documents, which would sort the whole
    // collection.
    return """
    SELECT entry.sort_key, entry.id, document.fields, document.updated_at
    FROM field_index entry CROSS JOIN document
      ON document.collection = entry.collection AND document.id = entry.id
    WHERE entry.collection = ? AND entry.field = ?
    """
        + (cursor.isPresent() ? "AND (entry.sort_key, entry.id) %s (?, ?)\n".formatted(after) : "")
        + (query.where().isPresent() ? EQUALITY : "")
        + "AND (document.expire_at IS NULL OR document.expire_at > %s)\n".formatted(StoreTime.NOW)
        + "ORDER BY entry.sort_key %1$s, entry.id %1$s LIMIT ?".formatted(direction);
  }

  private static final String EQUALITY =
      """
      AND EXISTS (SELECT 1 FROM field_index equal
        WHERE equal.collection = entry.collection AND equal.field = ? AND equal.sort_key = ?
          AND equal.id = entry.id)
      """;

  private void bind(PreparedStatement statement, Instant now) throws SQLException {
    var index = 0;
    statement.setString(++index, query.collection().value());
    statement.setString(++index, query.orderBy());
    if (cursor.isPresent()) {
      statement.setBytes(++index, cursor.get().sortKey());
      statement.setString(++index, cursor.get().id());
    }
    if (query.where().isPresent()) {
      var equality = query.where().get();
      var value = Fields.of(Map.of("value", equality.value())).asMap().get("value");
      statement.setString(++index, equality.field());
      statement.setBytes(++index, SortKey.of(value));
    }
    statement.setLong(++index, Micros.of(now));
    statement.setInt(++index, query.limit() + 1);
  }
}
