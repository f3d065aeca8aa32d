package io.codedeveloper.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.platform.contract.DocumentStoreContract;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

final class SqliteDocumentStoreTest implements DocumentStoreContract {
  @TempDir private Path directory;
  private TwoDatabases databases;

  @BeforeEach
  void open() {
    databases = new TwoDatabases(directory);
  }

  @AfterEach
  void close() {
    databases.close();
  }

  @Override
  public DocumentStore store() {
    return new SqliteDocumentStore(databases.first);
  }

  @Override
  public DocumentStore anotherStore() {
    return new SqliteDocumentStore(databases.second);
  }

  private static void put(DocumentStore store, DocumentPath path, Fields fields) {
    store.transact(transaction -> {
      transaction.put(path, fields);
      return true;
    });
  }

  @Test
  @FaultRow({"C22", "X12"})
  void clockThatGoesBackDoesNotTakeTheStoreTimeWithIt() {
    put(store(), PATH, Fields.empty());
    var committed = store().get(PATH).orElseThrow().updatedAt();
    databases.clock.advance(Duration.ofHours(-1));
    assertThat(anotherStore().<Instant>transact(Transaction::time)).isEqualTo(committed);
    databases.clock.advance(Duration.ofHours(2));
    assertThat(anotherStore().<Instant>transact(Transaction::time))
        .isEqualTo(committed.plus(Duration.ofHours(1)));
  }

  @Test
  void documentVanishesAtItsInstantAndStaysAwayWhenTheClockGoesBack() {
    var end = databases.clock.instant().plus(Duration.ofSeconds(10));
    put(store(), PATH, Fields.empty().with("expireAt", end));
    databases.clock.advance(Duration.ofSeconds(10).minusNanos(1000));
    assertThat(store().get(PATH)).isPresent();
    databases.clock.advance(Duration.ofNanos(1000));
    assertThat(store().get(PATH)).isEmpty();
    put(store(), DocumentPath.of("other", "x"), Fields.empty());
    databases.clock.advance(Duration.ofSeconds(-5));
    assertThat(store().get(PATH)).isEmpty();
  }

  @Test
  void expiredDocumentsAreRemovedWithLaterCommits() {
    var end = databases.clock.instant().plus(Duration.ofSeconds(1));
    for (var i = 0; i < 30; i++) {
      put(store(), DocumentPath.of("old", "o" + i), Fields.empty().with("expireAt", end));
    }
    databases.clock.advance(Duration.ofSeconds(2));
    put(store(), DocumentPath.of("new", "a"), Fields.empty());
    put(store(), DocumentPath.of("new", "b"), Fields.empty());
    assertThat(rows("document")).isEqualTo(2);
    assertThat(rows("field_index")).isZero();
  }

  private int rows(String table) {
    return databases.first.read(connection -> {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
        rows.next();
        return rows.getInt(1);
      }
    });
  }

  @Test
  void effectInsideATransactionBodyIsRefused() {
    assertThatThrownBy(() ->
            store()
                .transact(transaction -> {
                  put(store(), PATH, Fields.empty());
                  return true;
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no effect");
    assertThat(store().get(PATH)).isEmpty();
  }

  @Test
  void transactionIsOfNoUseAfterItsBody() {
    var kept = new ArrayList<Transaction>();
    store().transact(kept::add);
    assertThatThrownBy(() -> kept.getFirst().put(PATH, Fields.empty()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pageOfTenThousandDocumentsIsFoundWithoutSorting() {
    var collection = new CollectionPath("many");
    store()
        .transact(transaction -> {
          for (var i = 0; i < 10_000; i++) {
            var fields = Fields.empty().with("at", (long) i * 7 % 10_000).with("rare", i == 5_000);
            transaction.put(collection.document("d" + i), fields);
          }
          return true;
        });
    var query = Query.of(collection, "at").limit(10);
    var page = store().query(query);
    for (var i = 0; i < 500; i++) {
      page = store().query(query.after(page.nextCursor().orElseThrow()));
    }
    assertThat(page.items().getFirst().fields().number("at")).contains(5_000L);
    assertThat(store().query(query.whereEqual("rare", true)).items())
        .extracting(document -> document.id())
        .containsExactly("d5000");
  }

  /// In SQLite's own steps. The first page, one in the middle, and with a condition.
  @Test
  void pageCostsTheSameAmongManyDocuments() {
    fill("few", 120);
    fill("many", 10_000);
    assertThat(steps("many", Optional.empty(), false))
        .isEqualTo(steps("few", Optional.empty(), false))
        .isPositive();
    assertThat(steps("many", middle("many", 5_000), true))
        .isEqualTo(steps("few", middle("few", 60), true));
  }

  private void fill(String collection, int count) {
    store()
        .transact(transaction -> {
          for (var number = 0; number < count; number++) {
            var at = Instant.EPOCH.plusSeconds(number);
            transaction.put(
                DocumentPath.of(collection, "d" + number),
                Fields.empty().with("createdAt", at).with("status", "pending"));
          }
          return true;
        });
  }

  private static Query newestFirst(String collection) {
    return Query.of(new CollectionPath(collection), "createdAt").descending();
  }

  /// The cursor after so many documents.
  private Optional<String> middle(String collection, int count) {
    var query = newestFirst(collection).limit(20);
    var cursor = Optional.<String>empty();
    for (var seen = 0; seen < count; seen += 20) {
      cursor = store().query(cursor.map(query::after).orElse(query)).nextCursor();
    }
    return cursor;
  }

  private int steps(String collection, Optional<String> cursor, boolean conditional) {
    var all = newestFirst(collection).limit(50);
    var some = conditional ? all.whereEqual("status", "pending") : all;
    var counter = new StepCounter();
    databases.first.read(connection -> {
      ProgressHandler.setHandler(connection, 1, counter);
      return true;
    });
    assertThat(store().query(cursor.map(some::after).orElse(some)).items()).hasSize(50);
    databases.first.read(connection -> {
      ProgressHandler.clearHandler(connection);
      return true;
    });
    return counter.steps;
  }

  private static final class StepCounter extends ProgressHandler {
    private int steps;

    @Override
    protected int progress() {
      steps++;
      return 0;
    }
  }
}
