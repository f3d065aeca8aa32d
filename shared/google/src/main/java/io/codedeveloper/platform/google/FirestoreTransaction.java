package io.codedeveloper.platform.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.firestore.v1.Precondition;
import com.google.firestore.v1.TransactionOptions;
import com.google.firestore.v1.Write;
import com.google.protobuf.ByteString;
import io.codedeveloper.platform.AlreadyExistsException;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentSize;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One attempt at a transaction: reads go to Firestore, which locks what they found; writes are
/// kept for the commit.
///
/// It begins with its first read. One that reads nothing is a single call.
final class FirestoreTransaction implements Transaction {
  /// A document that nobody writes; reading it tells the store's time.
  private static final DocumentPath CLOCK = DocumentPath.of("clock", "now");

  /// Firestore's limit for a request, in bytes.
  private static final int LARGEST = 10 * 1024 * 1024;

  /// Whether a document that is to be created may be there.
  enum Creation {
    /// As the precondition of the write says, which is one call less.
    BY_PRECONDITION,
    /// Read before the commit: it may be there and have expired.
    BY_READING
  }

  private final FirestoreCalls calls;
  private final ByteString retryOf;
  private final Creation creation;
  private final Map<DocumentPath, FirestoreCalls.Reading> readings = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final Set<DocumentPath> present = new HashSet<>();
  private ByteString transaction = ByteString.EMPTY;
  private @Nullable Instant time;
  private @Nullable RuntimeException failure;
  private boolean isOver;

  /// @param retryOf the transaction that this one repeats; empty for the first attempt
  FirestoreTransaction(FirestoreCalls calls, ByteString retryOf, Creation creation) {
    this.calls = calls;
    this.retryOf = retryOf;
    this.creation = creation;
  }

  /// One write, in the order of the body.
  private sealed interface Change {
    DocumentPath path();

    record Create(DocumentPath path, Fields fields) implements Change {}

    record Put(DocumentPath path, Fields fields) implements Change {}

    record Delete(DocumentPath path) implements Change {}
  }

  @Override
  public Optional<Document> get(DocumentPath path) {
    checkOpen();
    if (!changes.isEmpty()) {
      throw new IllegalStateException("a transaction reads before it writes: " + path);
    }
    return visible(read(path));
  }

  private FirestoreCalls.Reading read(DocumentPath path) {
    var known = readings.get(path);
    if (known != null) {
      return known;
    }
    try {
      var reading = transaction.isEmpty() ? begin(path) : calls.read(path, transaction);
      readings.put(path, reading);
      return reading;
    } catch (RuntimeException broken) {
      failure = broken;
      throw broken;
    }
  }

  private FirestoreCalls.Reading begin(DocumentPath path) {
    var readWrite = TransactionOptions.ReadWrite.newBuilder().setRetryTransaction(retryOf);
    var options = TransactionOptions.newBuilder().setReadWrite(readWrite).build();
    var reading = calls.readBeginning(path, options);
    transaction = reading.transaction();
    return reading;
  }

  /// Once the body knows the time it sees nothing that is newer: the transaction is made again.
  private Optional<Document> visible(FirestoreCalls.Reading reading) {
    var told = time;
    if (told != null && reading.stored().filter(it -> it.updatedAt().isAfter(told)).isPresent()) {
      failure = new FirestoreConflict("a document changed after the transaction's time");
      throw failure;
    }
    return reading.visibleAt(told == null ? reading.readAt() : told);
  }

  @Override
  public Instant time() {
    checkOpen();
    if (time == null) {
      time =
          readings.values().stream()
              .map(FirestoreCalls.Reading::readAt)
              .max(Instant::compareTo)
              .orElseGet(() -> calls.read(CLOCK).readAt());
    }
    return time;
  }

  @Override
  public void create(DocumentPath path, Fields fields) {
    DocumentSize.check(path, fields);
    checkOpen();
    var known = readings.get(path);
    if (present.contains(path) || (known != null && visible(known).isPresent())) {
      failure = new AlreadyExistsException(path);
      throw failure;
    }
    present.add(path);
    changes.add(new Change.Create(path, fields));
  }

  @Override
  public void put(DocumentPath path, Fields fields) {
    DocumentSize.check(path, fields);
    checkOpen();
    present.add(path);
    changes.add(new Change.Put(path, fields));
  }

  @Override
  public void delete(DocumentPath path) {
    checkOpen();
    present.remove(path);
    changes.add(new Change.Delete(path));
  }

  private void checkOpen() {
    if (isOver) {
      throw new IllegalStateException("the transaction is over");
    }
  }

  /// Makes the writes; what failed in the body fails it, even where the body caught it.
  ///
  /// @throws IllegalArgumentException when it is too large for a request
  /// @throws FirestoreConflict when it has to be made again
  /// @throws ExistsException when it has to be made again with [Creation#BY_READING]
  void commit() {
    if (failure != null) {
      throw failure;
    }
    if (changes.isEmpty() && transaction.isEmpty()) {
      return;
    }
    var request = calls.commitOf(changes.stream().map(this::write).toList(), transaction);
    if (request.getSerializedSize() > LARGEST) {
      throw new IllegalArgumentException(
          "the transaction on %s has %d bytes, more than the %d that Firestore takes at once; split it"
              .formatted(paths(), request.getSerializedSize(), LARGEST));
    }
    try {
      calls.commit(request);
    } catch (ApiException refused) {
      throw translated(refused);
    }
  }

  private RuntimeException translated(ApiException refused) {
    if (FirestoreConflict.is(refused)) {
      return new FirestoreConflict(refused);
    }
    if (refused.getStatusCode().getCode() == Code.ALREADY_EXISTS) {
      return new ExistsException(refused);
    }
    return calls.translated("documents " + paths(), refused);
  }

  private List<String> paths() {
    return changes.stream().map(change -> change.path().value()).distinct().toList();
  }

  /// Something that was to be created is there, perhaps expired.
  static final class ExistsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExistsException(ApiException cause) {
      super(cause);
    }
  }

  private Write write(Change change) {
    return switch (change) {
      case Change.Put(var path, var fields) -> update(path, fields).build();
      case Change.Create(var path, var fields) -> created(path, fields);
      case Change.Delete(var path) ->
          Write.newBuilder().setDelete(calls.names().document(path)).build();
    };
  }

  private Write created(DocumentPath path, Fields fields) {
    if (creation == Creation.BY_READING || readings.containsKey(path)) {
      var reading = read(path);
      if (reading.visibleAt(time == null ? reading.readAt() : time).isPresent()) {
        throw new AlreadyExistsException(path);
      }
      if (reading.stored().isPresent()) {
        return update(path, fields).build();
      }
    }
    return update(path, fields)
        .setCurrentDocument(Precondition.newBuilder().setExists(false))
        .build();
  }

  private Write.Builder update(DocumentPath path, Fields fields) {
    return Write.newBuilder()
        .setUpdate(
            com.google.firestore.v1.Document.newBuilder()
                .setName(calls.names().document(path))
                .putAllFields(FirestoreValues.encode(fields)));
  }

  /// The transaction's own name; empty while it has not begun.
  ByteString id() {
    return transaction;
  }

  /// Ends the attempt without its writes.
  void rollback() {
    isOver = true;
    if (!transaction.isEmpty()) {
      calls.rollback(transaction);
    }
  }

  /// The body has ended.
  void end() {
    isOver = true;
  }
}
