package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;

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
    var head = work.stop().inFlight(() -> work.remote().fetch(branch));
    var begun = begun(work, branch);
    var base = begun.orElseGet(() -> anew(work, head));
    inspect(work, base);
    work.base(base);
    var newest = begun.isPresent() ? head : base;
    readRoadmap(work, newest);
    new FileCopies(work, newest).update();
    work.say("%s is at %s".formatted(branch, base.abbreviated()));
    return new Result.Done(
        Fields.empty().with("baseCommit", base.hex()).with("roadmap", work.roadmapPath()));
  }

  /// The base that kept work was made on, as long as the remote has it.
  private static Optional<CommitId> begun(Work work, String branch) {
    var iteration = work.iteration();
    var known = iteration.baseCommit().map(CommitId::new);
    var kept = work.checkpoints().exist() || iteration.data().text("summary").isPresent();
    if (known.isEmpty() || !kept) {
      return Optional.empty();
    }
    if (work.remote().fetchCommit(known.get(), branch)) {
      return known;
    }
    work.note("The branch was rewritten while the work went on; it was begun anew.");
    return Optional.empty();
  }

  /// The newest base. What was kept of work on another one is of no use there.
  private static CommitId anew(Work work, CommitId head) {
    var base = new PendingEdits(work, head).merge();
    if (!work.iteration().baseCommit().equals(Optional.of(base.hex()))) {
      work.checkpoints().forget();
    }
    return base;
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

  /// Reads the roadmap that the work is made from, and the newest one, which says what the user
  /// wants now.
  private static void readRoadmap(Work work, CommitId newest) {
    var path = work.project().settings().roadmapPath();
    var file = work.remote().read(work.base(), path).orElseThrow(() -> missing(work, path));
    if (!file.path().equals(path)) {
      work.say("%s is a link to %s".formatted(path, file.path()));
    }
    var now = newest.equals(work.base()) ? Optional.of(file) : work.remote().read(newest, path);
    now.ifPresent(found -> new PendingEdits(work, newest).mirrorRoadmap(found.content()));
    var reader = work.roadmaps();
    work.roadmap(file.path(), reader.read(Optional.of(file), path), reader.read(now, path));
  }

  private static UserErrorException missing(Work work, String path) {
    return new UserErrorException(
        "%s has no %s on branch %s; write one, or name the roadmap with --roadmap PATH"
            .formatted(work.remote().displayUrl(), path, work.project().settings().baseBranch()));
  }
}
