package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.WorkTree;
import java.util.LinkedHashMap;
import java.util.List;

/// Commits exactly the changed paths. The same work gives the same commit in every try: its time is
/// the iteration's.
final class CommitStep implements Step {
  static final String AUTHOR = "code-developer";
  private static final int LEFT_OUT_SHOWN = 10;
  static final String EMAIL = "code-developer@users.noreply.github.com";

  @Override
  public String name() {
    return "commit";
  }

  @Override
  public Result run(Work work) {
    var changes = work.workTree().changes();
    if (changes.stream().allMatch(change -> change.path().equals(work.roadmapPath()))) {
      return new Result.End(
          IterationOutcome.GAVE_UP, "the agent changed no file, so there is nothing to propose");
    }
    var refusals = ChangeGuard.refusals(work, changes);
    if (!refusals.isEmpty()) {
      return new Result.End(
          IterationOutcome.GAVE_UP,
          "the change must not be pushed: " + String.join("; ", refusals));
    }
    return switch (Consent.on(work, changes)) {
      case Consent.Decision.Ended(var end) -> end;
      case Consent.Decision.Allowed(var paths) -> commit(work, paths);
    };
  }

  private static Result commit(Work work, List<String> paths) {
    noteLeftOut(work);
    var branch = work.iteration().branch().orElseThrow();
    return BranchCommit.of(work, branch, message(work), paths)
        .map(commit -> committed(work, commit, paths))
        .orElseGet(() -> foreign(work, branch));
  }

  private static void noteLeftOut(Work work) {
    var leftOut = work.workTree().leftOut();
    if (!leftOut.isEmpty()) {
      var shown = leftOut.stream().limit(LEFT_OUT_SHOWN).map("`%s`"::formatted).toList();
      var more =
          leftOut.size() > shown.size()
              ? " and %d more".formatted(leftOut.size() - shown.size())
              : "";
      work.note(
          "Not in this change, as building and testing make it and no .gitignore names it: %s%s."
              .formatted(String.join(", ", shown), more));
    }
  }

  private static Result foreign(Work work, String branch) {
    return new Result.End(
        IterationOutcome.BLOCKED,
        "branch %s on %s has commits that are not the daemon's; rename or delete it, then change the priority's text to have it tried again"
            .formatted(branch, work.remote().displayUrl()));
  }

  private static Result committed(Work work, CommitId commit, List<String> paths) {
    work.commit(commit);
    work.say("committed %d files as %s".formatted(paths.size(), commit.abbreviated()));
    return Step.done("commit", commit.hex());
  }

  private static WorkTree.Commit message(Work work) {
    var priority = work.priority();
    var trailers = new LinkedHashMap<String, String>();
    trailers.put("Priority", priority.key());
    trailers.put("Iteration-Id", work.iteration().id());
    var subject = PullRequestText.title(priority.id().text(), priority.title());
    var body = work.iteration().data().text("summary").orElse("");
    return new WorkTree.Commit(
        work.services().redactor().redact(subject + "\n\n" + body).strip(),
        trailers,
        AUTHOR,
        EMAIL,
        work.iteration().createdAt());
  }
}
