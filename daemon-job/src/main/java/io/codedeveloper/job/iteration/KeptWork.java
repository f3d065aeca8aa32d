package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.StaleFenceException;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository.PushResult;
import io.codedeveloper.job.git.WorkTree;
import io.codedeveloper.platform.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Puts the unfinished work of an execution that ends without a pull request on the iteration's
/// branch, as a checkpoint commit that completes nothing and proposes nothing.
///
/// The same work gives the same commit. Where an earlier execution has pushed the whole work, it
/// stays as it is. What must not leave this machine does not, and an end in a hurry pushes nothing:
/// the checkpoints in the store have it all.
final class KeptWork {
  /// Where an iteration notes the commit that a later attempt may begin with.
  static final String COMMIT = "keptCommit";

  private final Work work;

  private KeptWork(Work work) {
    this.work = work;
  }

  /// @return the end, which says where the work is
  static Step.Result.End keep(Work work, Step.Result.End end) {
    if (!isUnfinished(end.outcome()) || work.stop().aborted() || !work.isLaidOut()) {
      return end;
    }
    try {
      return new KeptWork(work)
          .push()
          .map(where ->
              new Step.Result.End(end.outcome(), end.message() + "; " + where, end.pause()))
          .orElse(end);
    } catch (StaleFenceException lost) {
      throw lost;
    } catch (RuntimeException failure) {
      // The end that led here counts; this was only a second copy.
      work.say("the unfinished work was not pushed: " + failure.getMessage());
      return end;
    }
  }

  /// After a question or at the end of its time it goes on at once, from the store.
  private static boolean isUnfinished(IterationOutcome outcome) {
    return switch (outcome) {
      case GAVE_UP, BLOCKED, TRY_AGAIN, USER_ERROR, STOPPED, PRIORITY_OVER_BUDGET, OVER_BUDGET ->
          true;
      case PULL_REQUEST, NOTHING_TO_DO, NOTHING_UNDERSTOOD, WAITING, OUT_OF_TIME -> false;
    };
  }

  private Optional<String> push() {
    var branch = work.iteration().branch().orElseThrow();
    if (work.openCommit().isPresent()) {
      return work.remote().head(branch).equals(work.openCommit())
          ? Optional.of(where(branch))
          : Optional.empty();
    }
    var pushed = work.pushed();
    if (pushed.isPresent()) {
      note(branch, pushed.get());
      return Optional.of(where(branch));
    }
    var changes = work.workTree().changes();
    var paths = ChangeGuard.unobjectionable(work, changes);
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    var refusals = ChangeGuard.refusals(work, changes);
    if (!refusals.isEmpty()) {
      return Optional.of("what is done so far is not pushed: " + String.join("; ", refusals));
    }
    if (!work.baseIsCurrent() || !work.host().find(branch).isEmpty()) {
      return Optional.empty();
    }
    return push(branch, paths).or(() -> push(ownBranch(), paths));
  }

  private Optional<String> push(String branch, List<String> paths) {
    return BranchCommit.of(work, branch, message(), paths)
        .filter(commit -> push(branch, commit))
        .map(commit -> where(branch));
  }

  private boolean push(String branch, CommitId commit) {
    work.checkFence();
    if (!(work.remote().push(branch, commit) instanceof PushResult.Pushed)) {
      return false;
    }
    note(branch, commit);
    return true;
  }

  private void note(String branch, CommitId commit) {
    work.journal(
        "keep",
        90,
        Fields.empty().with("branch", branch).with("commit", commit.hex()),
        iteration -> iteration.withData(COMMIT, commit.hex()));
  }

  private static String where(String branch) {
    return "what is done so far is on branch " + branch;
  }

  /// Where somebody else has the priority's branch.
  private String ownBranch() {
    return BranchName.of(work.priority().key() + "-kept-" + work.iteration().id());
  }

  private WorkTree.Commit message() {
    var priority = work.priority();
    var trailers = new LinkedHashMap<String, String>();
    trailers.put("Priority", priority.key());
    trailers.put("Iteration-Id", work.iteration().id());
    var subject = "Checkpoint: " + PullRequestText.title(priority.id().text(), priority.title());
    return new WorkTree.Commit(
        work.services().redactor().redact(subject)
            + "\n\nUnfinished and perhaps broken: what there was when the work ended.",
        trailers,
        CommitStep.AUTHOR,
        CommitStep.EMAIL,
        work.iteration().createdAt());
  }
}
