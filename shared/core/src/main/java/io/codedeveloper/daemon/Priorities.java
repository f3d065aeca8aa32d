package io.codedeveloper.daemon;

import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the daemon remembers about the priorities of a project.
public final class Priorities {
  /// How often a priority is tried before it is blocked: a model that failed three times fails the
  /// fourth time too.
  public static final int MOST_ATTEMPTS = 3;

  private final DocumentStore store;

  public Priorities(DocumentStore store) {
    this.store = store;
  }

  /// What is known of a priority; an empty record when nothing is.
  public PriorityRecord get(ProjectId project, String key) {
    return store
        .get(new ProjectDocuments(project).priority(key))
        .map(document -> new PriorityRecord(key, document.fields()))
        .orElseGet(() -> PriorityRecord.unknown(key));
  }

  /// All priorities of which anything is known, by key.
  public Map<String, PriorityRecord> all(ProjectId project) {
    var records = new LinkedHashMap<String, PriorityRecord>();
    var query = Query.of(new ProjectDocuments(project).priorities(), "key").limit(1000);
    for (var cursor = Optional.<String>empty(); ; ) {
      var page = store.query(cursor.map(query::after).orElse(query));
      for (var document : page.items()) {
        var key = document.fields().requireText("key");
        records.put(key, new PriorityRecord(key, document.fields()));
      }
      cursor = page.nextCursor();
      if (cursor.isEmpty()) {
        return records;
      }
    }
  }

  /// Counts an attempt; an iteration counts once, however often it is resumed. A changed text
  /// starts anew.
  ///
  /// Call within a fenced transaction, before anything is written.
  public static Attempt attempt(
      Transaction tx, ProjectId project, String key, String textHash, String iteration) {
    var known = read(tx, project, key);
    var record = known.textHash().equals(Optional.of(textHash)) ? known : afresh(known, textHash);
    if (record.lastIteration().equals(Optional.of(iteration))) {
      return new Attempt.Begun(write(tx, project, record));
    }
    if (record.attempts() >= MOST_ATTEMPTS) {
      return new Attempt.Exhausted(write(tx, project, record.withState(PriorityState.BLOCKED)));
    }
    var begun = record.with("attempts", record.attempts() + 1).with("lastIteration", iteration);
    return new Attempt.Begun(write(tx, project, begun));
  }

  /// Changes a record in a transaction of its own.
  ///
  /// @param change may run several times
  public PriorityRecord update(
      ProjectId project, String key, UnaryOperator<PriorityRecord> change) {
    return store.transact(tx -> write(tx, project, change.apply(read(tx, project, key))));
  }

  /// The record, read in a transaction; an empty one when nothing is known.
  public static PriorityRecord read(Transaction tx, ProjectId project, String key) {
    return tx.get(new ProjectDocuments(project).priority(key))
        .map(document -> new PriorityRecord(key, document.fields().with("key", key)))
        .orElseGet(() -> PriorityRecord.unknown(key));
  }

  /// Writes a record that was read in the same transaction.
  public static PriorityRecord write(Transaction tx, ProjectId project, PriorityRecord record) {
    tx.put(new ProjectDocuments(project).priority(record.key()), record.fields());
    return record;
  }

  private static PriorityRecord afresh(PriorityRecord record, String textHash) {
    var open =
        record.state() == PriorityState.BLOCKED ? record.withState(PriorityState.OPEN) : record;
    return open.with("textHash", textHash).with("attempts", 0).with("lastIteration", null);
  }

  /// What became of an attempt.
  public sealed interface Attempt {
    /// @param record with this attempt counted
    record Begun(PriorityRecord record) implements Attempt {}

    /// It was tried as often as allowed, and is blocked now.
    record Exhausted(PriorityRecord record) implements Attempt {}
  }
}
