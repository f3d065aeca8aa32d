package io.codedeveloper.job.git;

import java.nio.file.Path;
import java.util.Optional;

/// The user's repository: where work starts and where a branch goes.
///
/// Unreachable or answering nonsense → [io.codedeveloper.platform.TransientException]; missing, empty, without
/// the branch, or without rights → [io.codedeveloper.platform.UserErrorException].
public interface RemoteRepository extends AutoCloseable {
  /// The URL or path as people know it, never with a credential in it.
  String displayUrl();

  /// Fetches the branch, shallow and cached, and returns its head.
  CommitId fetch(String branch);

  /// Makes a commit of an earlier fetch available again, from the cache or from the remote.
  ///
  /// @return false when neither has it any more
  boolean fetch(CommitId commit);

  /// The head of a branch on the remote now; empty when there is no such branch.
  Optional<CommitId> head(String branch);

  /// A file of a fetched commit; a symbolic link is followed inside the tree only.
  ///
  /// @throws io.codedeveloper.platform.UserErrorException when it is a link out of the tree, a submodule, an
  ///     LFS pointer or a directory
  Optional<TreeFile> read(CommitId commit, String path);

  /// Looks through a fetched tree before anything is written to disk.
  TreeReport inspect(CommitId commit);

  /// Lays a fetched commit out in a directory, which must be missing or empty. Symbolic links become plain files, no
  /// hook, filter or submodule runs, and nothing of git's own lies in the directory.
  WorkTree checkOut(CommitId commit, Path directory);

  /// How the remote's branch stands to a local commit.
  Comparison compare(String branch, CommitId local);

  /// Creates or fast-forwards a branch; the old value that was seen is expected, nothing is ever forced.
  PushResult push(String branch, CommitId commit);

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
    /// The remote's head is an ancestor of this commit, and the daemon's own.
    BEHIND_OURS,
    /// The remote's branch has commits that are not the daemon's.
    FOREIGN
  }

  /// What became of a push.
  sealed interface PushResult {
    record Pushed() implements PushResult {}

    /// The remote moved meanwhile.
    record NotFastForward() implements PushResult {}

    /// The remote refused. @param reason its own words, for people
    record Refused(String reason) implements PushResult {}
  }
}
