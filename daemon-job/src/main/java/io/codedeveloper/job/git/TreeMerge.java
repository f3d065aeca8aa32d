package io.codedeveloper.job.git;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;

/// Brings work that was made on one commit to another commit, three-way, without any file being
/// written.
///
/// @param tree both together; meaningless when there are conflicts
/// @param conflicts the paths where both contradict each other, in path order
record TreeMerge(ObjectId tree, List<String> conflicts) {
  /// @param madeOn the commit that the work was made on
  /// @param onto the commit that it shall be on
  static TreeMerge of(Repository repository, ObjectId madeOn, ObjectId work, ObjectId onto)
      throws IOException {
    var merger = (ResolveMerger) MergeStrategy.RESOLVE.newMerger(repository, true);
    merger.setBase(madeOn);
    if (merger.merge(onto, work)) {
      return new TreeMerge(merger.getResultTreeId(), List.of());
    }
    var conflicts = new TreeSet<>(merger.getUnmergedPaths());
    if (merger.getFailingPaths() != null) {
      conflicts.addAll(merger.getFailingPaths().keySet());
    }
    return new TreeMerge(ObjectId.zeroId(), List.copyOf(conflicts));
  }
}
