package io.codedeveloper.platform.google;

import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.protobuf.ByteString;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.google.FirestoreTransaction.Creation;
import java.util.Optional;

/// Documents in Firestore (native mode).
///
/// It speaks through the client's generated part, on the caller's own thread: a commit whose answer
/// was lost is told, where the client's transactions would run the body again, which could count
/// twice.
public final class FirestoreDocumentStore implements DocumentStore {
  private final FirestoreCalls calls;

  /// @param client stays the caller's to close
  /// @param database its name within the project, `(default)` as a rule
  public FirestoreDocumentStore(FirestoreClient client, String project, String database) {
    this(client, FirestoreNames.of(project, database), Retries.STANDARD);
  }

  FirestoreDocumentStore(FirestoreClient client, FirestoreNames names, Retries retries) {
    calls = new FirestoreCalls(client, names, retries);
  }

  @Override
  public <T> T transact(Body<T> body) {
    var retryOf = ByteString.EMPTY;
    var creation = Creation.BY_PRECONDITION;
    for (var attempt = 1; ; attempt++) {
      var transaction = new FirestoreTransaction(calls, retryOf, creation);
      try {
        return made(transaction, body);
      } catch (FirestoreTransaction.ExistsException exists) {
        creation = Creation.BY_READING;
        giveUpAfter(attempt, exists);
      } catch (FirestoreConflict conflict) {
        giveUpAfter(attempt, conflict);
      }
      retryOf = transaction.id();
    }
  }

  private static <T> T made(FirestoreTransaction transaction, Body<T> body) {
    try {
      var result = body.run(transaction);
      transaction.commit();
      transaction.end();
      return result;
    } catch (RuntimeException | Error failed) {
      transaction.rollback();
      throw failed;
    }
  }

  private void giveUpAfter(int attempt, RuntimeException conflict) {
    if (!calls.retries().again(attempt)) {
      throw new TransientException(
          "Firestore: the transaction met others in each of %d attempts".formatted(attempt),
          conflict);
    }
  }

  @Override
  public Optional<Document> get(DocumentPath path) {
    var reading = calls.read(path);
    return reading.visibleAt(reading.readAt());
  }

  @Override
  public Page<Document> query(Query query) {
    return new FirestoreListing(query, calls).read();
  }
}
