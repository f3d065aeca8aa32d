package io.codedeveloper.simulation.world;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A document store that shows each commit to somebody, and runs bodies twice where it shall.
final class WatchedDocuments implements DocumentStore {
  private final DocumentStore store;
  private final DocumentPath project;
  private final BooleanSupplier contended;
  private final Watcher watcher;

  WatchedDocuments(
      DocumentStore store, DocumentPath project, BooleanSupplier contended, Watcher watcher) {
    this.store = store;
    this.project = project;
    this.contended = contended;
    this.watcher = watcher;
  }

  /// Looks at a transaction that is about to be committed.
  @FunctionalInterface
  interface Watcher {
    /// @param before the project's document as the transaction found it
    /// @param writes what it writes; null for a document that it deletes
    void committing(Fields before, Map<DocumentPath, @Nullable Fields> writes, Instant at);
  }

  @Override
  public <T> T transact(Body<T> body) {
    if (contended.getAsBoolean()) {
      aborted(body);
    }
    return store.transact(tx -> {
      var before = tx.get(project).map(Document::fields).orElseGet(Fields::empty);
      var recording = new Recording(tx);
      var result = body.run(recording);
      if (!recording.writes.isEmpty()) {
        watcher.committing(before, recording.writes, tx.time());
      }
      return result;
    });
  }

  /// Runs the body once for nothing: another transaction was faster.
  private <T> void aborted(Body<T> body) {
    try {
      store.transact(tx -> {
        body.run(tx);
        throw new Aborted();
      });
    } catch (Aborted again) {
      return;
    } catch (RuntimeException ofTheBody) {
      return;
    }
  }

  @Override
  public Optional<Document> get(DocumentPath path) {
    return store.get(path);
  }

  @Override
  public Page<Document> query(Query query) {
    return store.query(query);
  }

  private static final class Aborted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Aborted() {
      super("aborted", null, false, false);
    }
  }

  private static final class Recording implements Transaction {
    private final Transaction transaction;
    private final Map<DocumentPath, @Nullable Fields> writes = new LinkedHashMap<>();

    Recording(Transaction transaction) {
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
      transaction.create(path, fields);
      writes.put(path, fields);
    }

    @Override
    public void put(DocumentPath path, Fields fields) {
      transaction.put(path, fields);
      writes.put(path, fields);
    }

    @Override
    public void delete(DocumentPath path) {
      transaction.delete(path);
      writes.put(path, null);
    }
  }
}
