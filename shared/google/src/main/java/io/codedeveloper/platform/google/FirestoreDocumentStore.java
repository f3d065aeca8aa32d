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
  private final Retries retries;

  /// @param client stays the caller's to close
  /// @param database its name within the project, `(default)` as a rule
  public FirestoreDocumentStore(FirestoreClient client, String project, String database) {
    this(client, FirestoreNames.of(project, database), Retries.STANDARD);
  }

  FirestoreDocumentStore(FirestoreClient client, FirestoreNames names, Retries retries) {
    this.calls = new FirestoreCalls(client, names, retries::begin);
    this.retries = retries;
  }

  @Override
  public <T> T transact(Body<T> body) {
    var retryOf = ByteString.EMPTY;
    var creation = Creation.BY_PRECONDITION;
    var tries = retries.begin();
    var shared = calls.sharing(tries);
    while (true) {
      var transaction = new FirestoreTransaction(shared, retryOf, creation);
      try {
        return made(transaction, body);
      } catch (FirestoreTransaction.ExistsException exists) {
        creation = Creation.BY_READING;
        goOnOrGiveUp(tries, exists);
      } catch (FirestoreConflict conflict) {
        goOnOrGiveUp(tries, conflict);
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

  private static void goOnOrGiveUp(Retries.Tries tries, RuntimeException conflict) {
    if (!tries.again()) {
      throw new TransientException(
          "Firestore: the transaction met others, or failures, in each of %d attempts"
              .formatted(tries.failed()),
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
