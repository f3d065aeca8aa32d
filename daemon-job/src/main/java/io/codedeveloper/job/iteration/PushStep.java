package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.git.RemoteRepository.PushResult;

/// Puts the iteration's branch on the remote, or finds that an earlier try already did.
final class PushStep implements Step {
  @Override
  public String name() {
    return "push";
  }

  @Override
  public Result run(Work work) {
    var branch = work.iteration().branch().orElseThrow();
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
}
