package io.codedeveloper.job.git;

import io.codedeveloper.file.RepositoryFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The user's repository: where work starts and where a branch goes.
///
/// Unreachable or answering nonsense → [io.codedeveloper.platform.TransientException]; missing,
/// empty, without the branch, or without rights → [io.codedeveloper.platform.UserErrorException].
public interface RemoteRepository extends AutoCloseable {
  /// The URL or path as people know it, never with a credential in it.
  String displayUrl();

  /// What people should know of the way in which it was opened.
  default Optional<String> remark() {
    return Optional.empty();
  }

  /// The branch that the remote's HEAD names; empty when it is detached or the repository is empty.
  Optional<String> defaultBranch();

  /// Fetches the branch, shallow and cached, and returns its head.
  CommitId fetch(String branch);

  /// Makes sure that a commit of the branch's history is fetched, for work that goes on from an
  /// older base.
  ///
  /// @return false when the remote no longer has it
  boolean fetchCommit(CommitId commit, String branch);

  /// Whether the remote's branch has this commit in its history now. It has not after somebody
  /// rewrote the branch without it.
  boolean contains(String branch, CommitId commit);

  /// The head of a branch on the remote now; empty when there is no such branch.
  Optional<CommitId> head(String branch);

  /// A file of a fetched commit; a symbolic link is followed inside the tree only.
  ///
  /// @throws io.codedeveloper.platform.UserErrorException when it is a link out of the tree, a
  ///   submodule, an LFS pointer or a directory
  Optional<TreeFile> read(CommitId commit, String path);

  /// Where a file of this path lies in a fetched commit, or would lie: links are followed inside
  /// the tree only.
  ///
  /// @throws io.codedeveloper.platform.UserErrorException when nothing can be written there without
  ///   something else losing its place: a directory, a submodule, a path through a file, a link out
  ///   of the tree, a name that differs from another only in case
  String place(CommitId commit, String path);

  /// Every file of a fetched commit, also links and submodules, without those whose path is not
  /// UTF-8.
  List<RepositoryFile> files(CommitId commit);

  /// Looks through a fetched tree before anything is written to disk.
  TreeReport inspect(CommitId commit);

  /// Lays a fetched commit out in a directory, which must be missing or empty. Symbolic links
  /// become plain files, no hook, filter or submodule runs, and nothing of git's own lies in the
  /// directory.
  WorkTree checkOut(CommitId commit, Path directory);

  /// How the remote's branch stands to a local commit.
  ///
  /// @param iterationIds the values of the trailer `Iteration-Id` that make a commit the daemon's
  ///   own
  Comparison compare(String branch, CommitId local, Set<String> iterationIds);

  /// Creates or fast-forwards a branch; the old value that was seen is expected, nothing is ever
  /// forced. A branch that has the commit already counts as pushed.
  PushResult push(String branch, CommitId commit);

  /// As [#push], for a branch that must still be where it was: one that somebody put elsewhere, be
  /// it back to an earlier commit, is left there.
  PushResult pushFrom(CommitId before, String branch, CommitId commit);

  @Override
  void close();

  /// @param path where the file really is, after links inside the tree
  record TreeFile(String path, byte[] content) {}

  /// How a remote branch stands to a local commit.
  enum Comparison {
    /// The remote has no such branch.
    ABSENT,
    /// The remote's head is this commit.
    SAME,
    /// The remote's head is an ancestor of this commit: a push fast-forwards it.
    BEHIND_OURS,
    /// The remote's head is a commit of one of the given iterations, by the daemon's committer, but
    /// not an ancestor: an earlier attempt. [WorkTree#commitOver] makes a commit that can be pushed
    /// over it.
    EARLIER_ATTEMPT,
    /// The remote's head is somebody else's commit.
    FOREIGN
  }

  /// What became of a push.
  sealed interface PushResult {
    /// The remote's branch is at the commit now.
    record Pushed() implements PushResult {}

    /// The remote moved meanwhile.
    record NotFastForward() implements PushResult {}

    /// The remote refused. @param reason its own words, for people
    record Refused(String reason) implements PushResult {}
  }
}
