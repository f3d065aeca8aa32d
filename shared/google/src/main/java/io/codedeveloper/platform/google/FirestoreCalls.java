package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.ApiException;
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
record FirestoreCalls(FirestoreClient client, FirestoreNames names, Retries retries) {
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
    return read(path, request(path));
  }

  /// Reads in a transaction that has begun.
  ///
  /// @throws FirestoreConflict when it has to be made again
  Reading read(DocumentPath path, ByteString transaction) {
    return inTransaction(path, request(path).setTransaction(transaction));
  }

  /// Reads, and begins a transaction with it.
  ///
  /// @throws FirestoreConflict when it has to be made again
  Reading readBeginning(DocumentPath path, TransactionOptions options) {
    return inTransaction(path, request(path).setNewTransaction(options));
  }

  private Reading inTransaction(DocumentPath path, BatchGetDocumentsRequest.Builder request) {
    try {
      return read(path, request);
    } catch (RuntimeException failure) {
      throw failure.getCause() instanceof ApiException cause && FirestoreConflict.is(cause)
          ? new FirestoreConflict(cause)
          : failure;
    }
  }

  private BatchGetDocumentsRequest.Builder request(DocumentPath path) {
    return BatchGetDocumentsRequest.newBuilder()
        .setDatabase(names.database())
        .addDocuments(names.document(path));
  }

  private Reading read(DocumentPath path, BatchGetDocumentsRequest.Builder request) {
    var answers =
        retried(
            "document " + path,
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

  static CloudResource resource(String what) {
    return new CloudResource("Firestore", what, "roles/datastore.user");
  }

  List<RunQueryResponse> query(String what, RunQueryRequest request) {
    return retried(what, () -> Calls.await(client.runQueryCallable().all().futureCall(request)));
  }

  /// @throws IllegalStateException for a value of a type that [io.codedeveloper.platform.Fields]
  ///   does not have
  Document document(com.google.firestore.v1.Document stored) {
    var path = names.path(stored.getName());
    var updatedAt = FirestoreValues.instant(stored.getUpdateTime());
    return new Document(path, FirestoreValues.decode(path, stored.getFieldsMap()), updatedAt);
  }

  /// Makes all writes or none.
  ///
  /// @param transaction empty where nothing was read
  /// @throws ApiException as Firestore answered
  void commit(List<Write> writes, ByteString transaction) {
    var request =
        CommitRequest.newBuilder()
            .setDatabase(names.database())
            .setTransaction(transaction)
            .addAllWrites(writes)
            .build();
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

  private <T> T retried(String what, Supplier<T> call) {
    for (var attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (ApiException failure) {
        var translated = resource(what).translated(failure);
        if (!(translated instanceof TransientException) || !retries.again(attempt)) {
          throw translated;
        }
      }
    }
  }
}
