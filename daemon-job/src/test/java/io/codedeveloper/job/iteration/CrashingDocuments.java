package io.codedeveloper.job.iteration;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import java.time.Instant;
import java.util.Optional;

/// A document store whose process dies at the journal entry of one step: before it is written, or
/// after it is but before anybody hears of it.
final class CrashingDocuments implements DocumentStore {
  /// When the process dies.
  enum Moment {
    BEFORE_JOURNAL,
    AFTER_JOURNAL
  }

  /// The end of a process: nothing catches it.
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash(String where) {
      super(where);
    }
  }

  private final DocumentStore store;
  private final String step;
  private final Moment moment;
  private int spared;
  private boolean crashed;

  CrashingDocuments(DocumentStore store, String step, Moment moment) {
    this(store, step, moment, 0);
  }

  /// @param spared so many entries of the step are written before
  CrashingDocuments(DocumentStore store, String step, Moment moment, int spared) {
    this.store = store;
    this.step = step;
    this.moment = moment;
    this.spared = spared;
  }

  @Override
  public <T> T transact(Body<T> body) {
    var seen = new boolean[1];
    var result =
        store.transact(tx -> {
          var value = body.run(new Watched(tx, seen));
          if (seen[0] && moment == Moment.BEFORE_JOURNAL) {
            crashed = true;
            throw new Crash(step);
          }
          return value;
        });
    if (seen[0]) {
      crashed = true;
      throw new Crash(step);
    }
    return result;
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
    private final boolean[] seen;

    Watched(Transaction transaction, boolean[] seen) {
      this.transaction = transaction;
      this.seen = seen;
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
      var ours = path.value().contains("/journal/") && fields.requireText("step").equals(step);
      seen[0] = !crashed && ours && spared-- <= 0;
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
