package io.codedeveloper.job.git;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The files that the agent works on. Their git directory lies elsewhere.
public interface WorkTree {
  /// The directory that holds the files.
  Path root();

  /// The commit that the work started from.
  CommitId base();

  /// What differs from the base, in path order; what the repository's ignore files exclude is not
  /// in it.
  List<Change> changes();

  /// What lies in the directory but can never be committed: sockets, pipes, links out of the tree;
  /// in path order.
  List<Skipped> skipped();

  /// Writes a file, whatever stands in its place, and never through a symbolic link.
  ///
  /// @param path relative, with `/`
  void write(String path, byte[] content);

  /// Everything that differs from the base now, to be taken for generated.
  GeneratedFiles generated();

  /// From now on these are no changes, and new files of the kinds that were made in the same
  /// directories neither. What a compiler made never is.
  void leaveOut(GeneratedFiles generated);

  /// What is there but generated, and so in no commit; in path order, whole directories with `/` at
  /// their end.
  List<String> leftOut();

  /// The differences from the base as unified diff with three lines of context.
  ///
  /// @param atMost characters; a longer diff is cut and says so in its last line
  String diff(int atMost);

  /// Commits exactly these paths (added, changed or deleted) on top of the base. The same content,
  /// message and time give the same commit.
  ///
  /// @throws io.codedeveloper.platform.UserErrorException when a path is an LFS pointer whose
  ///   content changed
  CommitId commit(Commit commit, Collection<String> paths);

  /// As [#commit], with an earlier attempt's head as second parent, so that its branch can be
  /// fast-forwarded to this commit; nothing of the earlier attempt's content is in it.
  CommitId commitOver(CommitId earlierAttempt, Commit commit, Collection<String> paths);

  /// Packs all changes as one commit on the base into a git bundle, which [#restore] unpacks.
  byte[] bundle(Instant at);

  /// Makes the files what they were when the bundle was made.
  void restore(byte[] bundle);

  /// As [#restore], for a bundle that was made on another base: its changes are merged with this
  /// base's files.
  ///
  /// @param madeOn that other base, which must have been fetched
  /// @return the paths where both contradict each other; nothing is changed when there is one
  List<String> carryOver(byte[] bundle, CommitId madeOn);

  /// A changed path.
  ///
  /// @param path relative, with `/`
  /// @param size in bytes after the change; 0 when deleted
  record Change(String path, Kind kind, long size, boolean executable) {}

  /// A path that is left out of every commit. @param reason for people
  record Skipped(String path, String reason) {}

  /// How a path changed.
  enum Kind {
    ADDED,
    MODIFIED,
    DELETED
  }

  /// What a commit says.
  ///
  /// @param message subject and body, without trailers
  /// @param trailers `Name: value` lines at the end, in this order
  /// @param at author and committer time
  record Commit(
      String message,
      Map<String, String> trailers,
      String authorName,
      String authorEmail,
      Instant at) {}
}
