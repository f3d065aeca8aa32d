package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;

/// Lets an attempt begin with what the attempt before it left unfinished, as long as the priority
/// asks for the same and the work fits on the present base.
final class EarlierAttempt {
  /// Where an iteration notes which one tried the same text before.
  static final String AFTER = "after";

  private EarlierAttempt() {}

  /// Lays the earlier work out, or says plainly that this attempt begins anew.
  static void takeUp(Work work) {
    var earlier =
        work.iteration()
            .data()
            .text(AFTER)
            .flatMap(id -> work.services().iterations().get(work.project().id(), id));
    if (earlier.isEmpty()) {
      return;
    }
    var whyNot = layOut(work, earlier.get());
    if (whyNot.isPresent()) {
      work.say("this attempt begins anew: " + whyNot.get());
      return;
    }
    work.earlierAttempt(earlier.get().outcomeMessage().orElse("it was not finished"));
    work.say("this attempt begins with what the one before it left");
  }

  private static Optional<String> layOut(Work work, Iteration earlier) {
    if (earlier.data().text(KeptWork.COMMIT).isEmpty()) {
      return Optional.of("the one before it left nothing that can be used");
    }
    var kept =
        Checkpoints.ofWork(work.services().platform().blobs(), earlier, work.fence()).latest();
    var base = earlier.baseCommit().map(CommitId::new);
    var branch = work.project().settings().baseBranch();
    if (kept.isEmpty() || base.isEmpty() || !work.remote().fetchCommit(base.get(), branch)) {
      return Optional.of("what the one before it worked on is gone");
    }
    try {
      var conflicts = work.workTree().carryOver(kept.get().workTree(), base.get());
      return conflicts.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "%s changed meanwhile in %s".formatted(branch, String.join(", ", conflicts)));
    } catch (UserErrorException unusable) {
      return Optional.of(String.valueOf(unusable.getMessage()));
    }
  }
}
