package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.platform.Fields;
import java.util.List;
import java.util.Optional;

/// Looks once more before anything leaves: at what the user wants by now, and at the base branch.
/// Work on a base that moved is carried over to the new one, which is tested before it.
///
/// Where both contradict each other, the work stays where it is and the pull request says so. Where
/// the base was even rewritten without the old one, it ends: old commits must not come back.
final class RebaseStep implements Step {
  @Override
  public String name() {
    return "rebase";
  }

  @Override
  public Result run(Work work) {
    var head = target(work);
    var newest = Wishes.newest(work, head);
    var whyNot = Wishes.against(work, work.priority(), newest);
    if (whyNot.isPresent() && !Resumption.isProposed(work)) {
      return Resumption.notWanted(whyNot.get());
    }
    var known = work.roadmaps().read(work.remote().read(head, path(work)), path(work));
    return head.equals(work.base()) || known.byKey(work.priority().key()).isEmpty()
        ? new Result.Done(Fields.empty())
        : carryOver(work, head);
  }

  /// Where the work shall be based: on the branch's head, or where an earlier run based what it has
  /// pushed, so that the same is made of it again.
  private static CommitId target(Work work) {
    var branch = base(work);
    if (work.pushed().isPresent()) {
      return work.iteration()
          .data()
          .text("onto")
          .map(CommitId::new)
          .filter(onto -> work.remote().fetchCommit(onto, branch))
          .orElse(work.base());
    }
    return work.remote().fetch(branch);
  }

  private static Result carryOver(Work work, CommitId head) {
    var bundle = work.workTree().bundle(work.iteration().createdAt());
    var trial =
        work.remote()
            .checkOut(
                head, work.services().directories().trial(work.iteration().id(), work.fence()));
    var conflicts = trial.carryOver(bundle, work.base());
    if (!conflicts.isEmpty()) {
      return conflict(work, conflicts);
    }
    var from = work.base();
    work.base(head);
    PrepareStep.layOut(work);
    work.testsBefore(work.tests().run("before"));
    PrepareStep.leaveOutGenerated(work);
    work.workTree().carryOver(bundle, from);
    work.laidOut();
    work.testsAfter(Optional.empty());
    adoptRoadmap(work, head);
    work.say("%s moved; the work is carried over to %s".formatted(base(work), head.abbreviated()));
    return Step.done("onto", head.hex());
  }

  private static void adoptRoadmap(Work work, CommitId head) {
    var file = work.remote().read(head, path(work));
    var roadmap = work.roadmaps().read(file, path(work));
    work.roadmap(file.orElseThrow().path(), roadmap, work.newestRoadmap());
    work.priority(roadmap.byKey(work.priority().key()).orElseThrow());
  }

  private static Result conflict(Work work, List<String> paths) {
    if (!work.baseIsCurrent()) {
      return new Result.End(
          IterationOutcome.GAVE_UP,
          "%s was rewritten meanwhile, and the work contradicts it in %s; the next attempt begins on what is there now"
              .formatted(base(work), String.join(", ", paths)));
    }
    work.warn(
        "This conflicts with what %s has become since the work began: %s."
            .formatted(base(work), String.join(", ", paths)));
    return new Result.Done(Fields.empty().with("conflicts", paths));
  }

  private static String base(Work work) {
    return work.project().settings().baseBranch();
  }

  private static String path(Work work) {
    return work.project().settings().roadmapPath();
  }
}
