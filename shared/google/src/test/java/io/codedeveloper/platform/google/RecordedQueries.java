package io.codedeveloper.platform.google;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A store that remembers which composite indexes its queries need.
///
/// Firestore needs one where an equality is on another field than the order; the index of each
/// single field it makes itself.
final class RecordedQueries implements DocumentStore {
  private final DocumentStore store;

  /// Each as `collection: field, field direction`.
  final Set<String> needed = new TreeSet<>();

  RecordedQueries(DocumentStore store) {
    this.store = store;
  }

  @Override
  public <T> T transact(Body<T> body) {
    return store.transact(body);
  }

  @Override
  public Optional<Document> get(DocumentPath path) {
    return store.get(path);
  }

  @Override
  public Page<Document> query(Query query) {
    query
        .where()
        .filter(equality -> !equality.field().equals(query.orderBy()))
        .ifPresent(equality ->
            needed.add(
                index(
                    FirestoreNames.id(query.collection()),
                    equality.field(),
                    query.orderBy(),
                    query.direction().name())));
    return store.query(query);
  }

  static String index(String collection, String equality, String order, String direction) {
    return "%s: %s, %s %s".formatted(collection, equality, order, direction);
  }
}
