package io.codedeveloper.job.git;

import java.io.IOException;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/// Who descends from whom, as far as the shallow cache knows.
final class History {
  /// The trailer by which the daemon knows its own commits.
  static final String TRAILER = "Iteration-Id";

  private final Repository cache;

  History(Repository cache) {
    this.cache = cache;
  }

  /// Whether a commit is in another's known history. Beyond the shallow boundary nothing is known,
  /// and "no" is the safe answer: nothing is pushed then.
  boolean isAncestor(ObjectId ancestor, ObjectId descendant) throws IOException {
    if (!cache.getObjectDatabase().has(ancestor)) {
      return false;
    }
    try (var walk = new RevWalk(cache)) {
      return walk.isMergedInto(walk.parseCommit(ancestor), walk.parseCommit(descendant));
    }
  }

  /// Whether a commit carries one of the iterations' ids and was committed by the committer of our
  /// own commit: an amended commit keeps the trailer, but has its amender as committer.
  boolean isOwn(ObjectId commit, ObjectId ours, Set<String> iterationIds) throws IOException {
    try (var walk = new RevWalk(cache)) {
      var theirs = walk.parseCommit(commit);
      var committer = walk.parseCommit(ours).getCommitterIdent().getEmailAddress();
      return theirs.getCommitterIdent().getEmailAddress().equals(committer)
          && theirs.getFooterLines(TRAILER).stream().anyMatch(iterationIds::contains);
    }
  }
}
