package io.codedeveloper.job.git;

import io.codedeveloper.file.RepositoryFile;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One execution's view of an [InMemoryOrigin]: sees of it what it has fetched, as a shallow clone
/// does. Trees, inspections and histories are read by the same code as from a real clone.
final class InMemoryRemoteRepository implements RemoteRepository {
  private final InMemoryOrigin origin;
  private final TreeLimits limits;
  private final MemoryObjects objects;
  private final MemoryRepository cache;

  InMemoryRemoteRepository(InMemoryOrigin origin, TreeLimits limits) {
    this.origin = origin;
    this.limits = limits;
    this.objects = MemoryObjects.cacheOf(origin.objects());
    this.cache = new MemoryRepository(objects);
  }

  @Override
  public String displayUrl() {
    return origin.url();
  }

  @Override
  public Optional<String> defaultBranch() {
    return origin.defaultBranch();
  }

  @Override
  public CommitId fetch(String branch) {
    var head = head(branch).orElseThrow(() -> missing(branch));
    objects.fetch(JGitRemoteRepository.objectId(head));
    return head;
  }

  @Override
  public boolean fetchCommit(CommitId commit, String branch) {
    requireLegal(branch);
    var id = JGitRemoteRepository.objectId(commit);
    if (objects.find(id) != null) {
      return true;
    }
    if (!origin.has(id)) {
      return false;
    }
    objects.fetch(id);
    return true;
  }

  @Override
  public boolean contains(String branch, CommitId commit) {
    var head = JGitRemoteRepository.objectId(fetch(branch));
    return origin.isAncestor(JGitRemoteRepository.objectId(commit), head);
  }

  @Override
  public Optional<CommitId> head(String branch) {
    requireLegal(branch);
    return origin.head(branch);
  }

  @Override
  public Optional<TreeFile> read(CommitId commit, String path) {
    return reading(() -> new TreeReader(cache, JGitRemoteRepository.objectId(commit)).read(path));
  }

  @Override
  public String place(CommitId commit, String path) {
    return reading(() -> new TreeReader(cache, JGitRemoteRepository.objectId(commit)).place(path));
  }

  @Override
  public List<RepositoryFile> files(CommitId commit) {
    return reading(() -> TreeContents.listed(cache, JGitRemoteRepository.objectId(commit)));
  }

  @Override
  public TreeReport inspect(CommitId commit) {
    return reading(() -> TreeInspection.of(cache, JGitRemoteRepository.objectId(commit), limits));
  }

  @Override
  public WorkTree checkOut(CommitId commit, Path directory) {
    var report = inspect(commit);
    if (!report.refusals().isEmpty()) {
      throw new UserErrorException(
          "Commit %s of %s is not laid out: %s."
              .formatted(commit.abbreviated(), displayUrl(), String.join("; ", report.refusals())));
    }
    return reading(() ->
        new InMemoryWorkTree(
            JGitWorkTree.layOut(cache, JGitRemoteRepository.objectId(commit), directory, limits),
            objects));
  }

  @Override
  public Comparison compare(String branch, CommitId local, Set<String> iterationIds) {
    var head = head(branch);
    if (head.isEmpty()) {
      return Comparison.ABSENT;
    }
    if (head.get().equals(local)) {
      return Comparison.SAME;
    }
    return reading(() -> {
      var history = new History(cache);
      var there = JGitRemoteRepository.objectId(head.get());
      var here = JGitRemoteRepository.objectId(local);
      if (history.isAncestor(there, here)) {
        return Comparison.BEHIND_OURS;
      }
      objects.fetch(there);
      return history.isOwn(there, here, iterationIds)
          ? Comparison.EARLIER_ATTEMPT
          : Comparison.FOREIGN;
    });
  }

  @Override
  public PushResult push(String branch, CommitId commit) {
    requireLegal(branch);
    var id = JGitRemoteRepository.objectId(commit);
    objects.upload(id);
    return origin.receive(branch, id);
  }

  @Override
  public PushResult pushFrom(CommitId before, String branch, CommitId commit) {
    var head = origin.head(branch);
    return head.equals(Optional.of(before)) || head.equals(Optional.of(commit))
        ? push(branch, commit)
        : new PushResult.NotFastForward();
  }

  @Override
  public void close() {}

  private UserErrorException missing(String branch) {
    var branches = origin.branches();
    return branches.isEmpty()
        ? new UserErrorException(
            "The repository %s is empty. Push a first commit to its branch '%s'."
                .formatted(displayUrl(), branch))
        : new UserErrorException(
            "The repository %s has no branch '%s'. It has: %s. Name one with --base."
                .formatted(displayUrl(), branch, String.join(", ", branches)));
  }

  private static void requireLegal(String branch) {
    if (!InMemoryOrigin.isLegal(branch)) {
      throw new UserErrorException("'%s' is not a legal name of a branch.".formatted(branch));
    }
  }

  private <T> T reading(Reading<T> reading) {
    try {
      return reading.run();
    } catch (IOException e) {
      if (DamagedObjects.caused(e)) {
        throw new TransientException(
            "The cached copy of %s lacks what was asked for.".formatted(displayUrl()), e);
      }
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T run() throws IOException;
  }
}
