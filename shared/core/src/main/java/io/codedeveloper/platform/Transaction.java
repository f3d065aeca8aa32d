package io.codedeveloper.platform;

import java.time.Instant;
import java.util.Optional;

/// What a transaction's body may do: read first, then write (Firestore's rule, enforced by every
/// adapter).
public interface Transaction {
  /// The document as of this transaction; empty when there is none or its `expireAt` has passed.
  ///
  /// @throws IllegalStateException after the first write
  Optional<Document> get(DocumentPath path);

  /// The store's clock at this transaction: no earlier than the commit time of any document that it
  /// can see. Lease decisions use this and no other clock.
  Instant time();

  /// Writes a document that must not exist yet.
  ///
  /// The transaction fails with [AlreadyExistsException] at commit or here when it does, even where
  /// the body catches it.
  ///
  /// @throws IllegalArgumentException for a document of more than 1 MiB
  void create(DocumentPath path, Fields fields);

  /// Writes a document whole, whether or not it exists.
  ///
  /// @throws IllegalArgumentException for a document of more than 1 MiB
  void put(DocumentPath path, Fields fields);

  /// Removes a document; nothing happens where there is none.
  void delete(DocumentPath path);
}
