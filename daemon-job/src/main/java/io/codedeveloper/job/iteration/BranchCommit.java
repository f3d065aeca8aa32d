package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.WorkTree;
import io.codedeveloper.platform.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the commit that a branch of the daemon can be fast-forwarded to.
///
/// Where a commit of an earlier attempt is there, ours becomes its child, with nothing of its
/// content. Which one that was is kept in the iteration before anything is pushed, so that every
/// run makes the same commit of the same work.
final class BranchCommit {
  private static final String OVER = "over";

  private BranchCommit() {}

  /// @return empty when the branch has commits that are not the daemon's
  static Optional<CommitId> of(
      Work work, String branch, WorkTree.Commit message, List<String> paths) {
    var tree = work.workTree();
    var commit =
        over(work, branch)
            .map(earlier -> tree.commitOver(earlier, message, paths))
            .orElseGet(() -> tree.commit(message, paths));
    return switch (work.remote().compare(branch, commit, attempts(work))) {
      case ABSENT, SAME, BEHIND_OURS -> Optional.of(commit);
      case EARLIER_ATTEMPT -> {
        var earlier = work.remote().head(branch).orElseThrow();
        keep(work, earlier);
        yield Optional.of(tree.commitOver(earlier, message, paths));
      }
      case FOREIGN -> Optional.empty();
    };
  }

  /// What an earlier run of this iteration found on the branch. A branch that was deleted since
  /// begins anew.
  private static Optional<CommitId> over(Work work, String branch) {
    return work.iteration()
        .data()
        .text(OVER)
        .map(CommitId::new)
        .filter(earlier -> work.remote().head(branch).isPresent());
  }

  private static void keep(Work work, CommitId earlier) {
    work.journal(
        "branch",
        90,
        Fields.empty().with(OVER, earlier.hex()),
        iteration -> iteration.withData(OVER, earlier.hex()));
  }

  /// This iteration and those that tried the priority before: what they pushed is the daemon's own.
  private static Set<String> attempts(Work work) {
    var key = work.iteration().priority().orElseThrow();
    var before = work.services().iterations().ofPriority(work.project().id(), key);
    return Stream.concat(Stream.of(work.iteration()), before.stream())
        .map(Iteration::id)
        .collect(Collectors.toSet());
  }
}
