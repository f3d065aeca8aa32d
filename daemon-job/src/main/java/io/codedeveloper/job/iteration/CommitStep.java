package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.WorkTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    noteLeftOut(work);
    var paths = changes.stream().map(WorkTree.Change::path).toList();
    var branch = work.iteration().branch().orElseThrow();
    var commit = work.workTree().commit(message(work), paths);
    return switch (work.remote().compare(branch, commit, attempts(work))) {
      case ABSENT, SAME, BEHIND_OURS -> committed(work, commit, paths);
      case EARLIER_ATTEMPT -> committed(work, overEarlierAttempt(work, branch, paths), paths);
      case FOREIGN -> foreign(work, branch);
    };
  }

  /// This iteration and those that tried the priority before: what they pushed is the daemon's own.
  private static Set<String> attempts(Work work) {
    var iterations = work.services().iterations().list(work.project().id(), 100, Optional.empty());
    return Stream.concat(Stream.of(work.iteration()), iterations.items().stream())
        .filter(one -> one.priority().equals(work.iteration().priority()))
        .map(Iteration::id)
        .collect(Collectors.toSet());
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

  private static CommitId overEarlierAttempt(Work work, String branch, List<String> paths) {
    var earlier = work.remote().head(branch).orElseThrow();
    return work.workTree().commitOver(earlier, message(work), paths);
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
