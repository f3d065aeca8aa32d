package io.codedeveloper.job.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/// A bare repository of git's own, and the JGit adapter.
final class BareRepositoryHarness implements RemoteHarness {
  private final Path temporary;
  private final NativeGit bare;
  private final JGitRemoteRepository remote;
  private final Repository server;
  private int numbers;

  BareRepositoryHarness(Path temporary, Map<String, String> files) throws IOException {
    this.temporary = temporary;
    this.bare = NativeGit.bare(temporary.resolve("origin.git"), files);
    this.remote = Remotes.open(bare.directory(), temporary.resolve("caches"));
    this.server =
        new RepositoryBuilder()
            .setFS(new InertFileSystem())
            .setGitDir(bare.directory().toFile())
            .build();
  }

  NativeGit bare() {
    return bare;
  }

  @Override
  public RemoteRepository remote() {
    return remote;
  }

  @Override
  public RemoteRepository elsewhere() {
    return Remotes.open(bare.directory(), temporary.resolve("caches-" + ++numbers));
  }

  @Override
  public Path place(String name) {
    return temporary.resolve(name);
  }

  @Override
  public CommitId somebodyCommits(String branch, Map<String, String> files) {
    if (head(branch).isEmpty()) {
      bare.run("branch", branch, "main");
    }
    var name = "clone-" + ++numbers;
    new NativeGit(temporary).run("clone", "-q", "-b", branch, bare.directory().toString(), name);
    var clone = new NativeGit(temporary.resolve(name));
    try {
      var made = clone.commitFiles("Mine", files);
      clone.run("push", "-q", "origin", branch);
      return new CommitId(made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void forcePush(String branch, CommitId commit) {
    bare.run("update-ref", "refs/heads/" + branch, commit.hex());
  }

  @Override
  public void delete(String branch) {
    bare.run("update-ref", "-d", "refs/heads/" + branch);
  }

  @Override
  public void forgetUnreachable() {
    bare.run("reflog", "expire", "--expire=now", "--all");
    bare.run("gc", "-q", "--prune=now");
  }

  @Override
  public Optional<CommitId> head(String branch) {
    var found = bare.run("for-each-ref", "--format=%(objectname)", "refs/heads/" + branch);
    return found.isEmpty() || found.contains("\n")
        ? Optional.empty()
        : Optional.of(new CommitId(found));
  }

  @Override
  public List<String> changed(CommitId before, CommitId after) {
    return bare.run("diff", "--name-only", before.hex(), after.hex()).lines().sorted().toList();
  }

  @Override
  public Repository server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
    remote.close();
  }
}
