package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.grpc.GrpcStatusCode;
import com.google.api.gax.rpc.ApiExceptionFactory;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.firestore.v1.Value;
import com.google.protobuf.ByteString;
import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.google.testing.FirestoreEmulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the store makes of failures of Firestore, and of what Firestore refuses.
final class FirestoreFaultsIT {
  private static final DocumentPath PATH = DocumentPath.of("things", "one");
  private static final Fields FIELDS = Fields.empty().with("number", 1L);

  private final List<Duration> pauses = new ArrayList<>();
  private final FirestoreEmulator emulator = FirestoreEmulator.shared();
  private final String project = emulator.freshProject();
  private final FirestoreNames names = FirestoreNames.of(project, "(default)");
  private FirestoreClient client;

  @BeforeEach
  void open() throws IOException {
    client = FirestoreClients.open(ServiceEndpoint.local(emulator.address()));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Retries retries(int attempts) {
    var random = RandomGenerator.of("L64X128MixRandom");
    return new Retries(
        attempts,
        Duration.ofMillis(1),
        Duration.ofMillis(4),
        Duration.ofDays(1),
        random,
        new Retries.Timing(System::nanoTime, pauses::add));
  }

  private DocumentStore store() {
    return new FirestoreDocumentStore(client, names, Retries.STANDARD);
  }

  private static void put(DocumentStore store, Fields fields) {
    store.transact(transaction -> {
      transaction.put(PATH, fields);
      return true;
    });
  }

  @Test
  void storeThatCannotBeReachedIsTransientEverywhere() throws IOException {
    try (var nobody = FirestoreClients.open(ServiceEndpoint.local("127.0.0.1:1"))) {
      var store = new FirestoreDocumentStore(nobody, names, retries(3));
      assertThatThrownBy(() -> store.get(PATH)).isInstanceOf(TransientException.class);
      assertThatThrownBy(() -> store.query(Query.of(new CollectionPath("things"), "number")))
          .isInstanceOf(TransientException.class);
      assertThat(pauses).hasSize(4).allMatch(pause -> pause.toMillis() <= 4);
      assertThatThrownBy(() -> put(store, FIELDS)).isInstanceOf(TransientException.class);
      assertThatThrownBy(() -> store.transact(transaction -> transaction.get(PATH)))
          .isInstanceOf(TransientException.class);
      assertThatThrownBy(() -> store.transact(transaction -> transaction.time()))
          .isInstanceOf(TransientException.class);
    }
  }

  @Test
  void emulatorThatWasKilledAndStartedAgainIsUsedByTheSameClient(@TempDir Path kept)
      throws IOException {
    try (var mortal = new FirestoreEmulator();
        var its = FirestoreClients.open(ServiceEndpoint.local(mortal.address()))) {
      var store = new FirestoreDocumentStore(its, names, Retries.STANDARD);
      var document = Fields.empty().with("number", 1L).with("at", Instant.EPOCH).with("part", 0.5);
      put(store, document);
      mortal.save(project, kept);
      mortal.kill();
      var impatient = new FirestoreDocumentStore(its, names, retries(1));
      assertThatThrownBy(() -> impatient.get(PATH)).isInstanceOf(TransientException.class);
      mortal.restart();
      assertThat(store.get(PATH)).isEmpty();
      mortal.load(project, kept);
      assertThat(store.get(PATH)).map(Document::fields).contains(document);
    }
  }

  @Test
  void transactionThatAlwaysMeetsAnotherIsGivenUp() {
    var store = new FirestoreDocumentStore(client, names, retries(3));
    var runs = new ArrayList<Integer>();
    assertThatThrownBy(() ->
            store.transact(transaction -> {
              runs.add(runs.size());
              throw new FirestoreConflict("another");
            }))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("3 attempts");
    assertThat(runs).hasSize(3);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void readsOfOneTransactionShareItsAttempts() throws IOException {
    try (var nobody = FirestoreClients.open(ServiceEndpoint.local("127.0.0.1:1"))) {
      var store = new FirestoreDocumentStore(nobody, names, retries(3));
      assertThatThrownBy(() ->
              store.transact(transaction -> {
                for (var number = 0; number < 4; number++) {
                  readQuietly(transaction, DocumentPath.of("things", "n" + number));
                }
                return true;
              }))
          .isInstanceOf(TransientException.class);
      assertThat(pauses).hasSize(2);
    }
  }

  private static void readQuietly(Transaction transaction, DocumentPath path) {
    try {
      transaction.get(path);
    } catch (TransientException swallowed) {
      // What failed in the body fails the transaction.
    }
  }

  @Test
  void transactionThatIsTooBigIsNotMadeAgain() {
    var store = new FirestoreDocumentStore(client, names, retries(3));
    var runs = new ArrayList<Integer>();
    var large = Fields.empty().with("text", "x".repeat(1_000_000));
    assertThatThrownBy(() ->
            store.transact(transaction -> {
              runs.add(runs.size());
              for (var number = 0; number < 12; number++) {
                transaction.put(DocumentPath.of("things", "n" + number), large);
              }
              return true;
            }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10485760");
    assertThat(runs).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ABORTED,Too much contention on these documents,true",
    "INVALID_ARGUMENT,The referenced transaction has expired or is no longer valid.,true",
    "INVALID_ARGUMENT,Transaction is invalid or closed.,true",
    "INVALID_ARGUMENT,Invalid transaction.,true",
    "INVALID_ARGUMENT,Transaction too big. Decrease transaction size.,false",
    "INVALID_ARGUMENT,datastore transaction or write too big.,false",
    "NOT_FOUND,The referenced transaction has expired,false"
  })
  void onlyWhatMayEndOtherwiseIsMadeAgain(Code code, String message, boolean isConflict) {
    var status = io.grpc.Status.fromCode(io.grpc.Status.Code.valueOf(code.name()));
    var failure =
        ApiExceptionFactory.createException(
            status.withDescription(message).asException(),
            GrpcStatusCode.of(status.getCode()),
            false);
    assertThat(FirestoreConflict.is(failure)).isEqualTo(isConflict);
  }

  @Test
  void missingDatabaseIsNamed() {
    var status = io.grpc.Status.NOT_FOUND;
    var failure =
        ApiExceptionFactory.createException(
            status.asException(), GrpcStatusCode.of(status.getCode()), false);
    var calls = new FirestoreCalls(client, names, retries(1)::begin);
    assertThat(calls.translated("document things/one", failure))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("the database projects/")
        .hasMessageContaining("databases/(default)");
  }

  @Test
  void changeAfterTheTransactionsTimeIsSeenByALaterAttemptOnly() {
    var store = store();
    put(store, FIELDS);
    var seen = new ArrayList<Long>();
    store.transact(transaction -> {
      transaction.time();
      if (seen.isEmpty()) {
        seen.add(0L);
        put(store, Fields.empty().with("number", 2L));
      }
      var document = transaction.get(PATH).orElseThrow();
      assertThat(transaction.time()).isAfterOrEqualTo(document.updatedAt());
      return seen.add(document.fields().number("number", 0));
    });
    assertThat(seen).containsExactly(0L, 2L);
  }

  @Test
  void interruptEndsTheWaitAndStays() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> store().get(PATH)).isInstanceOf(TransientException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void fieldNameThatIsTooLongIsRefusedByItsLength() {
    var fields = Fields.empty().with("n".repeat(1501), true);
    assertThatThrownBy(() -> put(store(), fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1501 bytes");
    put(store(), Fields.empty().with("n".repeat(1500), true));
  }

  @Test
  void mapsTooDeepAreRefused() {
    put(store(), Fields.empty().with("deep", nested(20)));
    assertThatThrownBy(() -> put(store(), Fields.empty().with("deep", nested(21))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20 deep");
  }

  private static Map<String, Object> nested(int depth) {
    return depth == 1 ? Map.of("end", true) : Map.of("map", nested(depth - 1));
  }

  @Test
  void valueThatSomebodyElseWroteIsNamed() {
    var foreign =
        com.google.firestore.v1.Document.newBuilder()
            .setName(names.document(PATH))
            .putFields(
                "bytes", Value.newBuilder().setBytesValue(ByteString.copyFromUtf8("x")).build())
            .build();
    client.commit(
        names.database(),
        List.of(com.google.firestore.v1.Write.newBuilder().setUpdate(foreign).build()));
    assertThatThrownBy(() -> store().get(PATH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("things/one")
        .hasMessageContaining("BYTES");
  }

  @Test
  void cursorOfAnotherCollectionIsRefused() {
    var store = store();
    put(store, FIELDS);
    store.transact(transaction -> {
      transaction.put(DocumentPath.of("things", "two"), FIELDS);
      return true;
    });
    var query = Query.of(new CollectionPath("things"), "number").limit(1);
    var cursor = store.query(query).nextCursor().orElseThrow();
    var other = Query.of(new CollectionPath("things/one/things"), "number").after(cursor);
    assertThatThrownBy(() -> store.query(other)).isInstanceOf(IllegalArgumentException.class);
  }
}
