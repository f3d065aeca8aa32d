package io.codedeveloper.job.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.job.host.GitHost.Creation;
import io.codedeveloper.job.host.GitHost.NewPullRequest;
import io.codedeveloper.job.host.PullRequest.State;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import org.junit.jupiter.api.Test;

/// What a Git host does besides that keeps the branches too.
public abstract class BranchGitHostContract extends GitHostContract<GitHostHarness.OfBranches> {
  @Test
  @FaultRow("P14")
  void branchWithoutAnyCommitOfItsOwnIsNoChange() {
    harness.branch(BRANCH);
    harness.mergeByHand(BRANCH);

    assertThat(host.create(request(BRANCH, MARKER))).isEqualTo(new Creation.NoChange());
    assertThat(host.find(BRANCH)).isEmpty();
  }

  @Test
  void branchThatTheHostDoesNotSeeYetIsTransientAndABaseThatIsNotThereTheUsersError() {
    assertThatThrownBy(() -> host.create(request("nowhere", MARKER)))
        .isInstanceOf(TransientException.class);
    harness.branch(BRANCH);
    assertThatThrownBy(
            () -> host.create(new NewPullRequest(BRANCH, "trunk", "T", "B", MARKER, false)))
        .isInstanceOf(UserErrorException.class);
  }

  @Test
  @FaultRow("P9")
  void deletingTheBranchClosesThePullRequest() {
    made(BRANCH, MARKER);
    harness.delete(BRANCH);

    assertThat(host.find(BRANCH)).extracting(PullRequest::state).containsExactly(State.CLOSED);
    assertThat(host.findOpenByMarker(MARKER)).isEmpty();
  }

  @Test
  @FaultRow("P18")
  void branchThatReachesItsBaseByHandIsMerged() {
    made(BRANCH, MARKER);
    harness.mergeByHand(BRANCH);

    assertThat(host.find(BRANCH)).extracting(PullRequest::state).containsExactly(State.MERGED);
  }
}
