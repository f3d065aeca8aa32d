package io.codedeveloper.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.AlreadyExistsException;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.testing.FaultRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Transactions are serialisable, atomic, and read before they write.
public interface DocumentTransactionContract extends DocumentStoreHarness {
  DocumentPath A = DocumentPath.of("rows", "a");
  DocumentPath B = DocumentPath.of("rows", "b");

  private static boolean write(DocumentStore store, Consumer<Transaction> body) {
    return store.transact(transaction -> {
      body.accept(transaction);
      return true;
    });
  }

  private static Fields number(long number) {
    return Fields.empty().with("number", number);
  }

  private static long numberOf(java.util.Optional<Document> document) {
    return document.map(found -> found.fields().number("number", 0)).orElse(0L);
  }

  @Test
  default void bodysResultIsReturned() {
    assertThat(store().<String>transact(transaction -> "result")).isEqualTo("result");
  }

  @Test
  default void writesOfOneTransactionAppearTogether() {
    write(
        store(),
        transaction -> {
          transaction.put(A, number(1));
          transaction.create(B, number(2));
        });
    assertThat(numberOf(anotherStore().get(A))).isEqualTo(1);
    assertThat(numberOf(anotherStore().get(B))).isEqualTo(2);
  }

  @Test
  default void exceptionOfTheBodyUndoesEverythingAndIsPassedOn() {
    write(store(), transaction -> transaction.put(B, number(1)));
    var failure = new IllegalStateException("the body's own");
    assertThatThrownBy(() ->
            write(
                store(),
                transaction -> {
                  transaction.put(A, number(1));
                  transaction.delete(B);
                  throw failure;
                }))
        .isSameAs(failure);
    assertThat(store().get(A)).isEmpty();
    assertThat(store().get(B)).isPresent();
  }

  @Test
  default void readAfterTheFirstWriteIsRefused() {
    assertThatThrownBy(() ->
            write(
                store(),
                transaction -> {
                  transaction.put(A, number(1));
                  transaction.get(B);
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store().get(A)).isEmpty();
  }

  @Test
  default void deletedDocumentIsGoneAndDeletingAgainIsNoError() {
    write(store(), transaction -> transaction.put(A, number(1)));
    write(store(), transaction -> transaction.delete(A));
    assertThat(store().get(A)).isEmpty();
    assertThat(write(store(), transaction -> transaction.delete(A))).isTrue();
  }

  @Test
  default void createRefusesWhatExists() {
    write(store(), transaction -> transaction.put(A, number(1)));
    assertThatThrownBy(() ->
            write(
                store(),
                transaction -> {
                  transaction.put(B, number(1));
                  transaction.create(A, number(2));
                }))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining(A.value());
    assertThat(numberOf(store().get(A))).isEqualTo(1);
    assertThat(store().get(B)).isEmpty();
  }

  @Test
  default void createThatFailedCannotBeSwallowedByTheBody() {
    write(store(), transaction -> transaction.put(A, number(1)));
    assertThatThrownBy(() ->
            write(
                store(),
                transaction -> {
                  transaction.put(B, number(1));
                  createQuietly(transaction, A);
                }))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(store().get(B)).isEmpty();
  }

  private static void createQuietly(Transaction transaction, DocumentPath path) {
    try {
      transaction.create(path, number(2));
    } catch (AlreadyExistsException expected) {
      assertThat(expected).hasMessageContaining(path.value());
    }
  }

  @Test
  default void oneOfManyCreatorsWins() {
    for (var round = 0; round < 5; round++) {
      var path = DocumentPath.of("races", "r" + round);
      var pieces = new ArrayList<Callable<Boolean>>();
      for (var store : List.of(store(), anotherStore(), store(), anotherStore())) {
        pieces.add(() -> created(store, path));
      }
      assertThat(Together.run(pieces)).containsOnlyOnce(true);
    }
  }

  private static boolean created(DocumentStore store, DocumentPath path) {
    try {
      return write(store, transaction -> transaction.create(path, Fields.empty()));
    } catch (AlreadyExistsException lost) {
      return false;
    }
  }

  @Test
  @FaultRow("C13")
  default void noUpdateIsLost() {
    var each = 5;
    var pieces = new ArrayList<Callable<Boolean>>();
    for (var store : List.of(store(), anotherStore(), store(), anotherStore())) {
      pieces.add(() -> increment(store, each));
    }
    Together.run(pieces);
    assertThat(numberOf(store().get(A))).isEqualTo((long) each * pieces.size());
  }

  private static boolean increment(DocumentStore store, int times) {
    for (var i = 0; i < times; i++) {
      write(store, transaction -> transaction.put(A, number(numberOf(transaction.get(A)) + 1)));
    }
    return true;
  }

  @Test
  default void decisionsOnWhatWasReadCannotSkew() {
    for (var round = 0; round < 5; round++) {
      write(
          store(),
          transaction -> {
            transaction.put(A, number(1));
            transaction.put(B, number(1));
          });
      Together.run(List.of(() -> leave(store(), A, B), () -> leave(anotherStore(), B, A)));
      assertThat(numberOf(store().get(A)) + numberOf(store().get(B))).isEqualTo(1);
    }
  }

  /// Leaves when the other stays: one of two must stay.
  private static boolean leave(DocumentStore store, DocumentPath own, DocumentPath others) {
    return store.transact(transaction -> {
      var present = numberOf(transaction.get(own)) + numberOf(transaction.get(others));
      if (present == 2) {
        transaction.put(own, number(0));
      }
      return true;
    });
  }

  @Test
  default void absenceThatWasReadHoldsUntilTheCommit() {
    for (var round = 0; round < 3; round++) {
      var left = DocumentPath.of("absent", "left" + round);
      var right = DocumentPath.of("absent", "right" + round);
      var wrote =
          Together.run(
              List.of(
                  () -> putUnlessThere(store(), left, right),
                  () -> putUnlessThere(anotherStore(), right, left)));
      assertThat(wrote).containsOnlyOnce(true);
    }
  }

  private static boolean putUnlessThere(DocumentStore store, DocumentPath own, DocumentPath other) {
    return store.transact(transaction -> {
      var free = transaction.get(other).isEmpty();
      if (free) {
        transaction.put(own, number(1));
      }
      return free;
    });
  }

  @Test
  default void storeTimeIsNoEarlierThanAnyCommitThatItSees() {
    for (var round = 0; round < 10; round++) {
      write(anotherStore(), transaction -> transaction.put(A, number(1)));
      var committed = anotherStore().get(A).orElseThrow().updatedAt();
      var seen = new ArrayList<Instant>();
      store()
          .transact(transaction -> {
            seen.add(transaction.get(A).orElseThrow().updatedAt());
            return seen.add(transaction.time());
          });
      assertThat(seen.getFirst()).isEqualTo(committed);
      assertThat(seen.getLast()).isAfterOrEqualTo(committed);
    }
  }

  @Test
  default void updateTimeChangesOnlyWithTheDocument() {
    write(store(), transaction -> transaction.put(A, number(1)));
    var first = store().get(A).orElseThrow().updatedAt();
    write(store(), transaction -> transaction.put(B, number(1)));
    assertThat(store().get(A).orElseThrow().updatedAt()).isEqualTo(first);
    write(store(), transaction -> transaction.put(A, number(2)));
    assertThat(store().get(A).orElseThrow().updatedAt()).isAfterOrEqualTo(first);
  }

  @Test
  default void documentsOfOneIdInSeveralCollectionsAreDifferent() {
    var nested = A.child("rows", "a");
    write(store(), transaction -> transaction.put(A, number(1)));
    assertThat(store().get(nested)).isEmpty();
    write(store(), transaction -> transaction.put(nested, number(2)));
    write(store(), transaction -> transaction.delete(A));
    assertThat(numberOf(store().get(nested))).isEqualTo(2);
  }
}
