package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotificationOutageTest {
  @TempDir Path directory;

  @Test
  @FaultRow("N1")
  void whatCouldNotBeToldAtTheEndIsToldByTheNextExecutionOnce() {
    try (var harness =
        new Harness(directory, FailingOnce::new)
            .withRoadmap("### PRIORITY 1: Add a greeting\n**Status**: 📝 Planned\n")) {
      harness.agent = (task, session) -> new CodingAgent.Result.GaveUp("no way on");

      assertThatThrownBy(harness::run).isInstanceOf(TransientException.class);
      assertThat(harness.notifications()).isEmpty();
      harness.leaseExpires();
      var ended = harness.run();

      assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
      assertThat(harness.notifications())
          .singleElement()
          .satisfies(one -> assertThat(one.message()).contains("no way on"));
    }
  }

  /// A store that is away when the first notification is to be stored.
  private static final class FailingOnce implements DocumentStore {
    private final DocumentStore store;
    private boolean failed;

    FailingOnce(DocumentStore store) {
      this.store = store;
    }

    @Override
    public <T> T transact(Body<T> body) {
      return store.transact(tx -> body.run(new Watched(tx)));
    }

    @Override
    public Optional<Document> get(DocumentPath path) {
      return store.get(path);
    }

    @Override
    public Page<Document> query(Query query) {
      return store.query(query);
    }

    private final class Watched implements Transaction {
      private final Transaction transaction;

      Watched(Transaction transaction) {
        this.transaction = transaction;
      }

      @Override
      public Optional<Document> get(DocumentPath path) {
        return transaction.get(path);
      }

      @Override
      public Instant time() {
        return transaction.time();
      }

      @Override
      public void create(DocumentPath path, Fields fields) {
        if (!failed && path.value().contains("/notifications/")) {
          failed = true;
          throw new TransientException("the store does not answer");
        }
        transaction.create(path, fields);
      }

      @Override
      public void put(DocumentPath path, Fields fields) {
        transaction.put(path, fields);
      }

      @Override
      public void delete(DocumentPath path) {
        transaction.delete(path);
      }
    }
  }
}
