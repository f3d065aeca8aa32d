package io.codedeveloper.job.iteration;

import io.codedeveloper.file.RepositoryFile;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.git.TreeReport;
import io.codedeveloper.job.git.WorkTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A remote of which a test changes what it needs.
class OtherRemote implements RemoteRepository {
  private final RemoteRepository remote;

  OtherRemote(RemoteRepository remote) {
    this.remote = remote;
  }

  @Override
  public PushResult push(String branch, CommitId commit) {
    return remote.push(branch, commit);
  }

  /// What a test changes of a push, it changes of this one, too.
  @Override
  public final PushResult pushFrom(CommitId before, String branch, CommitId commit) {
    return push(branch, commit);
  }

  @Override
  public String displayUrl() {
    return remote.displayUrl();
  }

  @Override
  public Optional<String> remark() {
    return remote.remark();
  }

  @Override
  public Optional<String> defaultBranch() {
    return remote.defaultBranch();
  }

  @Override
  public CommitId fetch(String branch) {
    return remote.fetch(branch);
  }

  @Override
  public boolean fetchCommit(CommitId commit, String branch) {
    return remote.fetchCommit(commit, branch);
  }

  @Override
  public boolean contains(String branch, CommitId commit) {
    return remote.contains(branch, commit);
  }

  @Override
  public Optional<CommitId> head(String branch) {
    return remote.head(branch);
  }

  @Override
  public Optional<TreeFile> read(CommitId commit, String path) {
    return remote.read(commit, path);
  }

  @Override
  public String place(CommitId commit, String path) {
    return remote.place(commit, path);
  }

  @Override
  public List<RepositoryFile> files(CommitId commit) {
    return remote.files(commit);
  }

  @Override
  public TreeReport inspect(CommitId commit) {
    return remote.inspect(commit);
  }

  @Override
  public WorkTree checkOut(CommitId commit, Path directory) {
    return remote.checkOut(commit, directory);
  }

  @Override
  public Comparison compare(String branch, CommitId local, Set<String> iterationIds) {
    return remote.compare(branch, local, iterationIds);
  }

  @Override
  public void close() {
    remote.close();
  }
}
