package io.codedeveloper.job.git;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/// What the contracts of remotes and work trees ask of an adapter's test: a remote whose branch
/// `main` began as the test says, and people who change it.
interface RemoteHarness extends AutoCloseable {
  /// The adapter's view of the remote, the same at each call.
  RemoteRepository remote();

  /// The view of another machine, with a cache of its own.
  RemoteRepository elsewhere();

  /// A directory that does not exist yet.
  Path place(String name);

  /// Ada commits files to a branch, which begins at the head of main where there is none.
  CommitId somebodyCommits(String branch, Map<String, String> files);

  /// Somebody puts a branch wherever they like.
  void forcePush(String branch, CommitId commit);

  void delete(String branch);

  /// The server forgets what no branch reaches.
  void forgetUnreachable();

  Optional<CommitId> head(String branch);

  /// The paths in which two commits differ, sorted.
  List<String> changed(CommitId before, CommitId after);

  /// The server's objects.
  Repository server();

  @Override
  void close();
}
