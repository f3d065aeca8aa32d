package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.git.RemoteRepository.PushResult;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.job.host.PullRequest.State;
import java.util.Optional;

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
    var known = proposal(work, branch);
    if (known.filter(one -> one.state() != State.OPEN).isPresent()) {
      return notPushed(work, branch, known.get());
    }
    var there = work.remote().head(branch);
    if (there.equals(Optional.of(work.commit()))) {
      work.say("%s is pushed already".formatted(work.commit().abbreviated()));
      return Step.done("branch", branch);
    }
    if (known.isPresent() && there.isEmpty()) {
      return new Result.End(IterationOutcome.BLOCKED, deleted(branch, known.get()));
    }
    return lookAgain(work, branch).orElseGet(() -> push(work, branch));
  }

  private static Optional<PullRequest> proposal(Work work, String branch) {
    return Proposals.decisive(work.host().find(branch));
  }

  private static Result notPushed(Work work, String branch, PullRequest known) {
    work.say("not pushed: pull request #%d is over".formatted(known.number()));
    return Step.done("branch", branch);
  }

  /// The tests may have taken long: what does the user want now, and is the base still there?
  private static Optional<Result> lookAgain(Work work, String branch) {
    var base = work.project().settings().baseBranch();
    var newest = Wishes.newest(work, work.remote().fetch(base));
    var whyNot = Wishes.against(work, work.priority(), newest);
    var known = whyNot.flatMap(why -> proposal(work, branch));
    if (known.filter(one -> one.state() == State.MERGED).isPresent()) {
      return known.map(merged -> notPushed(work, branch, merged));
    }
    if (whyNot.isPresent() && known.filter(one -> one.state() == State.OPEN).isEmpty()) {
      return whyNot.map(Resumption::notWanted);
    }
    return work.baseIsCurrent()
        ? Optional.empty()
        : Optional.of(
            new Result.End(
                IterationOutcome.TRY_AGAIN,
                "%s was rewritten while the work was tested; the next run carries it over"
                    .formatted(base)));
  }

  private static Result push(Work work, String branch) {
    work.checkFence();
    return switch (work.stop().inFlight(() -> work.remote().push(branch, work.commit()))) {
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
