package io.codedeveloper.job.iteration;

import io.codedeveloper.platform.Fields;

/// Tests once more what will be committed, unless the tests have just run on exactly this work.
final class VerifyStep implements Step {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public Result run(Work work) {
    if (work.testsAfter().isEmpty()) {
      work.testsAfter(work.tests().run("after"));
    }
    work.say(Proofs.verdict(work));
    return new Result.Done(
        work.testsAfter().map(Proofs::summary).orElse(Fields.empty().with("tested", false)));
  }
}
