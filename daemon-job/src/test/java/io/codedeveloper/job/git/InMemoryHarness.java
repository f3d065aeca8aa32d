package io.codedeveloper.job.git;

import io.codedeveloper.simulation.fake.InMemoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Repository;

/// A remote and a file system in memory.
final class InMemoryHarness implements RemoteHarness {
  private static final InMemoryOrigin.Person ADA =
      new InMemoryOrigin.Person("Ada", "ada@example.org", Instant.parse("2026-01-02T03:04:05Z"));

  private final InMemoryOrigin origin = new InMemoryOrigin("memory://test");
  private final RemoteRepository remote = origin.open();
  private final FileSystem files = InMemoryFiles.open();

  InMemoryHarness(Map<String, String> files) {
    commit("main", "Start", files);
  }

  @Override
  public RemoteRepository remote() {
    return remote;
  }

  @Override
  public RemoteRepository elsewhere() {
    return origin.open();
  }

  @Override
  public Path place(String name) {
    return files.getPath("/", name);
  }

  @Override
  public CommitId somebodyCommits(String branch, Map<String, String> files) {
    if (origin.head(branch).isEmpty()) {
      origin.forcePush(branch, origin.head("main").orElseThrow());
    }
    return commit(branch, "Mine", files);
  }

  private CommitId commit(String branch, String message, Map<String, String> files) {
    var changes = new TreeMap<String, Optional<String>>();
    files.forEach((path, content) -> changes.put(path, Optional.of(content)));
    return origin.commit(branch, ADA, message + "\n", changes);
  }

  @Override
  public void forcePush(String branch, CommitId commit) {
    origin.forcePush(branch, commit);
  }

  @Override
  public void delete(String branch) {
    origin.delete(branch);
  }

  @Override
  public void forgetUnreachable() {
    origin.forgetUnreachable();
  }

  @Override
  public Optional<CommitId> head(String branch) {
    return origin.head(branch);
  }

  @Override
  public List<String> changed(CommitId before, CommitId after) {
    return origin.changed(before, after);
  }

  @Override
  public Repository server() {
    return origin.repository();
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
