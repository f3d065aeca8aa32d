package io.codedeveloper.daemon;

import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/// Deletes the checkpoints of iterations that have ended, also of those that were killed at their
/// end.
final class Leftovers {
  /// Work that led to no pull request is kept for people to look at.
  private static final Duration KEPT = Duration.ofDays(7);

  private static final String CHECKPOINTS = "checkpoints/";
  private static final int PAGE = 1000;

  private final DocumentStore store;
  private final BlobStore blobs;

  Leftovers(DocumentStore store, BlobStore blobs) {
    this.store = store;
    this.blobs = blobs;
  }

  void remove(ProjectId project) {
    for (var id : iterations()) {
      var over =
          store.transact(tx ->
              Iterations.find(tx, project, id).filter(one -> spent(one, tx.time())).isPresent());
      if (over) {
        delete(CHECKPOINTS + id + "/");
      }
    }
  }

  /// Those of all projects that have any.
  private TreeSet<String> iterations() {
    var ids = new TreeSet<String>();
    var cursor = Optional.<String>empty();
    do {
      var page = blobs.list(CHECKPOINTS, PAGE, cursor);
      page.items().forEach(blob -> ids.add(blob.name().split("/", 3)[1]));
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return ids;
  }

  private static boolean spent(Iteration iteration, Instant now) {
    return iteration.newer().isEmpty()
        && iteration.state() == IterationState.ENDED
        && (iteration.outcome().filter(one -> one == IterationOutcome.PULL_REQUEST).isPresent()
            || iteration.updatedAt().plus(KEPT).isBefore(now));
  }

  private void delete(String prefix) {
    for (var page = blobs.list(prefix, PAGE, Optional.empty());
        !page.items().isEmpty();
        page = blobs.list(prefix, PAGE, Optional.empty())) {
      page.items().forEach(blob -> blobs.delete(blob.name(), new Precondition.None()));
    }
  }
}
