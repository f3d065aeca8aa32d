package io.codedeveloper.job.iteration;

import io.codedeveloper.platform.Fields;

/// Tests once more what will be committed, unless the tests have just run on exactly this work, and
/// flags what it does to the tests themselves.
final class VerifyStep implements Step {
  /// What a person can review is far shorter.
  private static final int LONGEST_DIFF = 10_000_000;

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public Result run(Work work) {
    if (work.testsAfter().isEmpty()) {
      TestsAfter.run(work);
    }
    var diff = work.workTree().diff(LONGEST_DIFF);
    WeakenedTests.in(work.workTree().changes(), diff).ifPresent(work::warn);
    if (ChangeGuard.isCut(diff, LONGEST_DIFF)) {
      work.warn("The change is too long to be searched for weakened tests; please look at them.");
    }
    work.say(Proofs.verdict(work));
    return new Result.Done(
        work.testsAfter().map(Proofs::summary).orElse(Fields.empty().with("tested", false)));
  }
}
