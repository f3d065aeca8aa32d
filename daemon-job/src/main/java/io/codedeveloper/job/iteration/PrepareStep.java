package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.GeneratedFiles;
import io.codedeveloper.platform.Fields;
import java.util.Optional;

/// Lays the work tree out afresh, restores an earlier execution's work, and tests the base before
/// anything changes.
final class PrepareStep implements Step {
  @Override
  public String name() {
    return "prepare";
  }

  @Override
  public Result run(Work work) {
    var unaffordable = FirstCall.unaffordable(work);
    if (unaffordable.isPresent()) {
      return unaffordable.get();
    }
    layOut(work);
    var before = earlier(work).or(() -> work.tests().run("before"));
    work.testsBefore(before);
    leaveOutGenerated(work);
    work.checkpoints()
        .latest()
        .ifPresentOrElse(
            checkpoint -> restore(work, checkpoint), () -> EarlierAttempt.takeUp(work));
    work.laidOut();
    return new Result.Done(
        before.map(Proofs::summary).orElse(Fields.empty().with("tested", false)));
  }

  /// Lays the base out and prepares it; nothing of an earlier layout is left.
  static void layOut(Work work) {
    var directory =
        work.services().directories().freshWorkTree(work.iteration().id(), work.fence());
    work.workTree(work.remote().checkOut(work.base(), directory));
    work.tests(RepositoryTests.open(work));
  }

  /// Whatever preparing and testing the base has left in the work tree is nobody's work. An
  /// execution that resumes does not test the base again, and needs what the first one saw.
  static void leaveOutGenerated(Work work) {
    var checkpoints = work.checkpoints();
    var now = work.workTree().generated();
    var known = checkpoints.generated();
    if (known.isEmpty()) {
      checkpoints.saveGenerated(now.print());
    }
    work.workTree().leaveOut(known.map(GeneratedFiles::parse).map(now::and).orElse(now));
  }

  /// The base was tested by an earlier execution already.
  private static Optional<io.codedeveloper.job.toolchain.TestReport> earlier(Work work) {
    return Proofs.report(work.iteration().tests().fields("before"));
  }

  private static void restore(Work work, Checkpoints.Checkpoint checkpoint) {
    if (checkpoint.workTree().length > 0) {
      work.workTree().restore(checkpoint.workTree());
    }
    work.say("restored the work of an earlier execution");
  }
}
