package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.host.GitHost.Creation;
import io.codedeveloper.job.host.GitHost.NewPullRequest;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.job.host.PullRequest.State;
import io.codedeveloper.platform.Fields;
import java.util.Optional;

/// Opens the pull request, or finds the one that an earlier try opened.
///
/// Looks before, in all states, by branch and by marker, and once more after: an execution that
/// woke up late may have opened another one in between. Then the younger one is closed.
final class PullRequestStep implements Step {
  @Override
  public String name() {
    return "pull-request";
  }

  @Override
  public Result run(Work work) {
    var branch = work.iteration().branch().orElseThrow();
    var proposals = new Proposals(work);
    var known = proposals.of(work.priority().key(), branch);
    if (known.isPresent()) {
      return found(work, proposals, known.get());
    }
    work.checkFence();
    return switch (work.host().create(request(work, branch))) {
      case Creation.Made(var made) -> opened(work, made);
      case Creation.Existing(var existing) -> found(work, new Proposals(work), existing);
      case Creation.NoChange() ->
          new Result.End(
              IterationOutcome.GAVE_UP,
              "branch %s has nothing that %s has not".formatted(branch, base(work)));
    };
  }

  private static NewPullRequest request(Work work, String branch) {
    var priority = work.priority();
    var id = priority.id().text();
    var marker = PullRequestText.marker(work.project().id().value(), priority.key());
    return new NewPullRequest(
        branch,
        base(work),
        work.services().redactor().redact(PullRequestText.title(id, priority.title())),
        work.services().redactor().redact(PullRequestText.body(Proofs.of(work))),
        marker,
        Proofs.isDraft(work));
  }

  private static String base(Work work) {
    return work.project().settings().baseBranch();
  }

  private static Result opened(Work work, PullRequest made) {
    work.say(
        "opened %spull request #%d: %s"
            .formatted(made.draft() ? "draft " : "", made.number(), made.url()));
    var proposals = new Proposals(work);
    var decided = Duplicates.closeLate(work, proposals, work.priority().key(), made);
    if (decided.isPresent()) {
      return decided(decided.get());
    }
    for (var other : proposals.all(work.priority().key(), made.headBranch())) {
      if (other.number() < made.number()) {
        Duplicates.close(work, proposals, made, other);
        return found(work, proposals, other);
      }
      if (other.number() > made.number() && other.state() == State.OPEN) {
        Duplicates.close(work, proposals, other, made);
      }
    }
    return keep(work, made);
  }

  private static Result found(Work work, Proposals proposals, PullRequest known) {
    var decided =
        switch (known.state()) {
          case CLOSED -> Optional.of(known);
          case MERGED -> Optional.<PullRequest>empty();
          case OPEN -> Duplicates.closeLate(work, proposals, work.priority().key(), known);
        };
    if (decided.isPresent()) {
      return decided(decided.get());
    }
    if (known.state() == State.MERGED && isOfAnEarlierAttempt(work, known)) {
      return Resumption.notWanted(
          "you merged pull request #%d before this work was in it".formatted(known.number()));
    }
    work.say("found pull request #%d: %s".formatted(known.number(), known.url()));
    return keep(work, known);
  }

  /// Whether a late request proposed what an earlier attempt had pushed, and that was merged before
  /// the work of this one was on the branch.
  private static boolean isOfAnEarlierAttempt(Work work, PullRequest merged) {
    var head = merged.head().map(CommitId::hex);
    return head.isPresent()
        && work
            .services()
            .iterations()
            .ofPriority(work.project().id(), work.priority().key())
            .stream()
            .filter(attempt -> !attempt.id().equals(work.iteration().id()))
            .anyMatch(attempt ->
                attempt.commit().equals(head) || attempt.data().text(KeptWork.COMMIT).equals(head));
  }

  private static Result decided(PullRequest closed) {
    return new Result.End(IterationOutcome.BLOCKED, closed(closed));
  }

  /// A decision of the user, which is not undone by itself.
  static String closed(PullRequest known) {
    return "you closed pull request #%d without merging it; reopen it, or change the priority's text to have it done anew"
        .formatted(known.number());
  }

  private static Result keep(Work work, PullRequest pullRequest) {
    work.pullRequest(pullRequest);
    return new Result.Done(
        Fields.empty().with("number", pullRequest.number()).with("url", pullRequest.url()));
  }
}
