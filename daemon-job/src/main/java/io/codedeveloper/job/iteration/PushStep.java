package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.git.RemoteRepository.PushResult;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.job.host.PullRequest.State;

/// Puts the iteration's branch on the remote, or finds that an earlier try already did.
///
/// Whoever merged or closed the pull request of an earlier try, or deleted its branch, does not get
/// the branch back.
final class PushStep implements Step {
  @Override
  public String name() {
    return "push";
  }

  @Override
  public Result run(Work work) {
    var branch = work.iteration().branch().orElseThrow();
    var known = Proposals.decisive(work.host().find(branch));
    if (known.filter(one -> one.state() != State.OPEN).isPresent()) {
      work.say("not pushed: pull request #%d is over".formatted(known.get().number()));
      return Step.done("branch", branch);
    }
    if (known.isPresent() && work.remote().head(branch).isEmpty()) {
      return new Result.End(IterationOutcome.BLOCKED, deleted(branch, known.get()));
    }
    work.checkFence();
    return switch (work.remote().push(branch, work.commit())) {
      case PushResult.Pushed() -> {
        work.say("pushed %s as %s".formatted(work.commit().abbreviated(), branch));
        yield Step.done("branch", branch);
      }
      case PushResult.NotFastForward() ->
          new Result.End(
              IterationOutcome.BLOCKED,
              "branch %s on %s has commits that are not the daemon's; rename or delete it, then change the priority's text to have it tried again"
                  .formatted(branch, work.remote().displayUrl()));
      case PushResult.Refused(var reason) ->
          new Result.End(
              IterationOutcome.USER_ERROR,
              "%s refused the push of %s: %s"
                  .formatted(work.remote().displayUrl(), branch, reason));
    };
  }

  private static String deleted(String branch, PullRequest known) {
    return "you deleted branch %s while its pull request #%d was open; close it and change the priority's text to have it done anew"
        .formatted(branch, known.number());
  }
}
