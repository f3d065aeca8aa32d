package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.roadmap.RoadmapParser;

/// Fetches the base branch, looks through its tree before anything is written to disk, and reads
/// the roadmap.
final class SyncStep implements Step {
  @Override
  public String name() {
    return "sync";
  }

  @Override
  public Result run(Work work) {
    var branch = work.project().settings().baseBranch();
    var head = work.remote().fetch(branch);
    var base =
        work.iteration()
            .baseCommit()
            .flatMap(known -> again(work, known, branch))
            .orElseGet(() -> new PendingEdits(work, head).merge());
    inspect(work, base);
    work.base(base);
    readRoadmap(work, base);
    work.say("%s is at %s".formatted(branch, base.abbreviated()));
    return new Result.Done(
        Fields.empty().with("baseCommit", base.hex()).with("roadmap", work.roadmapPath()));
  }

  /// The base that the iteration started from, as long as the remote has it: checkpoints are
  /// bundles on it.
  private static java.util.Optional<CommitId> again(Work work, String known, String branch) {
    var commit = new CommitId(known);
    if (work.remote().fetchCommit(commit, branch)) {
      return java.util.Optional.of(commit);
    }
    work.note("the branch was rewritten while the work went on; it was begun anew");
    return java.util.Optional.empty();
  }

  private static void inspect(Work work, CommitId base) {
    var report = work.remote().inspect(base);
    if (!report.refusals().isEmpty()) {
      throw new UserErrorException(
          "the tree of %s cannot be checked out safely: %s"
              .formatted(work.remote().displayUrl(), String.join("; ", report.refusals())));
    }
    report.notes().forEach(work::note);
  }

  private static void readRoadmap(Work work, CommitId base) {
    var path = work.project().settings().roadmapPath();
    var file =
        work.remote()
            .read(base, path)
            .orElseThrow(() ->
                new UserErrorException(
                    "%s has no %s on branch %s; write one, or name the roadmap with --roadmap PATH"
                        .formatted(
                            work.remote().displayUrl(),
                            path,
                            work.project().settings().baseBranch())));
    if (!file.path().equals(path)) {
      work.say("%s is a link to %s".formatted(path, file.path()));
    }
    new PendingEdits(work, base).mirrorRoadmap(file.content());
    work.roadmap(file.path(), new RoadmapParser().parse(file.content(), file.path()));
  }
}
