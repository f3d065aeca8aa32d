package io.codedeveloper.simulation.fake;

import io.codedeveloper.job.host.BranchGitHostContract;
import io.codedeveloper.job.host.GitHostHarness;

final class InMemoryGitHostTest extends BranchGitHostContract {
  @Override
  protected GitHostHarness.OfBranches harness() {
    return new InMemoryGitHostHarness();
  }
}
