package io.codedeveloper.simulation.fake;

import io.codedeveloper.job.git.InMemoryOrigin;
import io.codedeveloper.job.git.InMemoryOrigin.Person;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.GitHostHarness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Branches and pull requests in memory, and people who change them.
public class InMemoryGitHostHarness implements GitHostHarness.OfBranches {
  private static final Person ADA =
      new Person("Ada", "ada@example.org", Instant.parse("2026-01-02T03:04:05Z"));

  private final InMemoryOrigin origin = new InMemoryOrigin("memory://test");
  private final InMemoryGitHost pullRequests = new InMemoryGitHost(origin, "test");
  private int commits;

  public InMemoryGitHostHarness() {
    commit("main");
  }

  /// Where the pull requests are, whatever adapter leads to them.
  protected final InMemoryGitHost pullRequests() {
    return pullRequests;
  }

  @Override
  public GitHost host() {
    return pullRequests;
  }

  @Override
  public void branch(String name) {
    origin.forcePush(name, origin.head("main").orElseThrow());
    commit(name);
  }

  private void commit(String branch) {
    var content = Map.of("file-" + ++commits, Optional.of(branch));
    origin.commit(branch, ADA, "Commit " + commits + "\n", content);
  }

  @Override
  public void merge(long number) {
    require(pullRequests.merge(number, ADA));
  }

  @Override
  public void closeByHand(long number) {
    pullRequests.close(pullRequests.all().get((int) number - 1).pullRequest());
  }

  @Override
  public void reopen(long number) {
    require(pullRequests.reopen(number));
  }

  private static void require(boolean done) {
    if (!done) {
      throw new IllegalStateException("the host does not let people do that");
    }
  }

  @Override
  public List<String> comments(long number) {
    return pullRequests.all().get((int) number - 1).comments();
  }

  @Override
  public void delete(String branch) {
    origin.delete(branch);
  }

  @Override
  public void mergeByHand(String branch) {
    origin.forcePush("main", origin.head(branch).orElseThrow());
  }

  @Override
  public void close() {}
}
