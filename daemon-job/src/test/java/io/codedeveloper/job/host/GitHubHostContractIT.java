package io.codedeveloper.job.host;

import io.codedeveloper.simulation.fake.InMemoryGitHostHarness;
import java.io.IOException;

/// The adapter for GitHub, over HTTP, in front of pull requests that behave as GitHub's do.
final class GitHubHostContractIT extends BranchGitHostContract {
  @Override
  protected GitHostHarness.OfBranches harness() throws IOException {
    return new ThroughHttp();
  }

  private static final class ThroughHttp extends InMemoryGitHostHarness {
    private final GitHubFront front;
    private final GitHubHost host;

    ThroughHttp() throws IOException {
      front = new GitHubFront(pullRequests());
      host = GitHubFixture.host(front.url(), "ghp_verysecrettoken");
    }

    @Override
    public GitHost host() {
      return host;
    }

    @Override
    public void close() {
      front.close();
    }
  }
}
