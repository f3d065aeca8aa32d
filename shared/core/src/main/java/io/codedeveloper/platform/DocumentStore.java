package io.codedeveloper.platform;

import java.util.Optional;

/// Documents of typed fields under speaking names, with serialisable transactions.
///
/// A document whose field `expireAt` (an Instant) has passed is invisible, may be created anew, and
/// is removed some time later. A document holds at most 1 MiB ([DocumentSize]). When the store
/// cannot be reached, every method throws [TransientException].
public interface DocumentStore {
  /// Runs the body as one serialisable transaction and returns its result.
  ///
  /// The body may run several times and must have no effect besides the transaction's own. An
  /// exception of the body rolls everything back and is passed on.
  <T> T transact(Body<T> body);

  /// One document, or nothing when there is none.
  Optional<Document> get(DocumentPath path);

  /// One page of a collection.
  ///
  /// A document that stays as it is while pages are read is on exactly one of them, whatever else
  /// is written.
  ///
  /// @throws IllegalArgumentException for a cursor that no page of this store has had
  Page<Document> query(Query query);

  /// Work inside a transaction.
  @FunctionalInterface
  interface Body<T> {
    T run(Transaction transaction);
  }
}
