package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.BatchGetDocumentsResponse;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.RollbackRequest;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.RunQueryResponse;
import com.google.firestore.v1.TransactionOptions;
import com.google.firestore.v1.Write;
import com.google.protobuf.ByteString;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.TransientException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The four calls of Firestore's protocol that the store is made of.
///
/// Reads are repeated while they may succeed. A commit is not: whether the one whose answer was
/// lost was made is not known, and made twice it could count twice.
///
/// @param tries gives the attempts that a read has: its own, or those left of a transaction
record FirestoreCalls(FirestoreClient client, FirestoreNames names, Supplier<Retries.Tries> tries) {
  /// The same, whose reads have all together the attempts of one thing.
  FirestoreCalls sharing(Retries.Tries ofAll) {
    return new FirestoreCalls(client, names, () -> ofAll);
  }

  /// A document as one read found it.
  ///
  /// @param stored also where its `expireAt` has passed
  /// @param readAt the store's time of the read
  /// @param transaction that the read has begun; empty where it was told to begin none
  record Reading(Optional<Document> stored, Instant readAt, ByteString transaction) {
    /// The document, unless it has expired by then.
    Optional<Document> visibleAt(Instant time) {
      return stored.filter(document -> !hasExpired(document, time));
    }
  }

  static boolean hasExpired(Document document, Instant time) {
    return document.fields().asMap().get("expireAt") instanceof Instant end && !time.isBefore(end);
  }

  /// Reads outside any transaction.
  Reading read(DocumentPath path) {
    return read(path, request(path), Kind.ALONE);
  }

  /// Reads in a transaction that has begun.
  ///
  /// @throws FirestoreConflict when it has to be made again
  Reading read(DocumentPath path, ByteString transaction) {
    return read(path, request(path).setTransaction(transaction), Kind.IN_TRANSACTION);
  }

  /// Reads, and begins a transaction with it.
  ///
  /// @throws FirestoreConflict when it has to be made again
  Reading readBeginning(DocumentPath path, TransactionOptions options) {
    return read(path, request(path).setNewTransaction(options), Kind.IN_TRANSACTION);
  }

  /// Whether a read can be repeated by itself when it met another transaction.
  private enum Kind {
    ALONE,
    IN_TRANSACTION
  }

  private BatchGetDocumentsRequest.Builder request(DocumentPath path) {
    return BatchGetDocumentsRequest.newBuilder()
        .setDatabase(names.database())
        .addDocuments(names.document(path));
  }

  private Reading read(DocumentPath path, BatchGetDocumentsRequest.Builder request, Kind kind) {
    var answers =
        retried(
            "document " + path,
            kind,
            () ->
                Calls.await(client.batchGetDocumentsCallable().all().futureCall(request.build())));
    var stored = Optional.<Document>empty();
    var readAt = Instant.MIN;
    var transaction = ByteString.EMPTY;
    for (BatchGetDocumentsResponse answer : answers) {
      if (!answer.getTransaction().isEmpty()) {
        transaction = answer.getTransaction();
      }
      if (answer.hasReadTime()) {
        readAt = FirestoreValues.instant(answer.getReadTime());
      }
      if (answer.hasFound()) {
        stored = Optional.of(document(answer.getFound()));
      }
    }
    return new Reading(stored, readAt, transaction);
  }

  /// What a failure of a call about some documents means to the domain.
  RuntimeException translated(String what, ApiException failure) {
    // A document that is not there is no failure: it is the database that is missing.
    var isMissing = failure.getStatusCode().getCode() == Code.NOT_FOUND;
    var subject = isMissing ? "the database " + names.database() : what;
    return new CloudResource("Firestore", subject, "roles/datastore.user").translated(failure);
  }

  List<RunQueryResponse> query(String what, RunQueryRequest request) {
    return retried(
        what, Kind.ALONE, () -> Calls.await(client.runQueryCallable().all().futureCall(request)));
  }

  /// @throws IllegalStateException for a value of a type that [io.codedeveloper.platform.Fields]
  ///   does not have
  Document document(com.google.firestore.v1.Document stored) {
    var path = names.path(stored.getName());
    var updatedAt = FirestoreValues.instant(stored.getUpdateTime());
    return new Document(path, FirestoreValues.decode(path, stored.getFieldsMap()), updatedAt);
  }

  /// @param transaction empty where nothing was read
  CommitRequest commitOf(List<Write> writes, ByteString transaction) {
    return CommitRequest.newBuilder()
        .setDatabase(names.database())
        .setTransaction(transaction)
        .addAllWrites(writes)
        .build();
  }

  /// Makes all writes or none.
  ///
  /// @throws ApiException as Firestore answered
  void commit(CommitRequest request) {
    Calls.await(client.commitCallable().futureCall(request));
  }

  /// Gives a transaction's locks back. They end by themselves where that fails.
  void rollback(ByteString transaction) {
    var request =
        RollbackRequest.newBuilder()
            .setDatabase(names.database())
            .setTransaction(transaction)
            .build();
    try {
      Calls.await(client.rollbackCallable().futureCall(request));
    } catch (ApiException | TransientException lost) {
      // What is to be told is why it was rolled back.
      return;
    }
  }

  private <T> T retried(String what, Kind kind, Supplier<T> call) {
    var attempts = tries.get();
    while (true) {
      try {
        return call.get();
      } catch (ApiException failure) {
        if (kind == Kind.IN_TRANSACTION && FirestoreConflict.is(failure)) {
          throw new FirestoreConflict(failure);
        }
        var translated = translated(what, failure);
        if (!(translated instanceof TransientException) || !attempts.again()) {
          throw translated;
        }
      }
    }
  }
}
