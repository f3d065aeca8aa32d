package io.codedeveloper.platform;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A listing of one collection: at most one equality, exactly one order, a page at a time.
///
/// Documents without the field ordered by are not found, those where it is null are (as in
/// Firestore). Values of several types are ordered null, Boolean, number, Instant, String (by UTF-8
/// bytes), List, Map; ties by id (by UTF-8 bytes), in the same direction.
///
/// @param where the equality that documents must satisfy, if any
/// @param orderBy the field that orders them
/// @param limit at most so many items a page, 1 to 1,000
/// @param cursor where to go on: [Page#nextCursor] of the page before, of the same query
public record Query(
    CollectionPath collection,
    Optional<Equality> where,
    String orderBy,
    Direction direction,
    int limit,
    Optional<String> cursor) {

  private static final int LARGEST_PAGE = 1000;

  /// Firestore takes somewhat less in a query than the 1,500 bytes of a text that it indexes.
  private static final int LONGEST_TEXT = 1000;

  public Query {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("limit must be 1 to " + LARGEST_PAGE + ": " + limit);
    }
  }

  /// The first page of a collection, by one field ascending.
  public static Query of(CollectionPath collection, String orderBy) {
    return new Query(
        collection, Optional.empty(), orderBy, Direction.ASCENDING, 100, Optional.empty());
  }

  /// Only documents whose field equals the value: a Boolean, a Long, or a String of at most 1,000
  /// UTF-8 bytes.
  public Query whereEqual(String field, Object value) {
    var equality = Optional.of(new Equality(field, value));
    return new Query(collection, equality, orderBy, direction, limit, cursor);
  }

  public Query descending() {
    return new Query(collection, where, orderBy, Direction.DESCENDING, limit, cursor);
  }

  public Query limit(int atMost) {
    return new Query(collection, where, orderBy, direction, atMost, cursor);
  }

  public Query after(String previousCursor) {
    return new Query(collection, where, orderBy, direction, limit, Optional.of(previousCursor));
  }

  /// A field and the value that it must have.
  public record Equality(String field, Object value) {
    /// @throws IllegalArgumentException for a text that is too long
    public Equality {
      if (value instanceof String text
          && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
        throw new IllegalArgumentException(
            "a query asks for texts of at most %d bytes; the one for '%s' has %d characters"
                .formatted(LONGEST_TEXT, field, text.length()));
      }
    }
  }

  /// Which end of the order comes first.
  public enum Direction {
    ASCENDING,
    DESCENDING
  }
}
