package io.codedeveloper.job.iteration;

import io.codedeveloper.platform.Fields;

/// Tests the change. What fails anew is run once more, once in an iteration: a test that passes
/// then is flaky, which is noted and does not send the agent after a fault that is not there.
final class TestsAfter {
  private static final String REPEATED = "testsRepeated";

  private TestsAfter() {}

  static void run(Work work) {
    work.testsAfter(work.tests().run("after"));
    if (!Proofs.failsAnew(work) || work.iteration().data().flag(REPEATED)) {
      return;
    }
    var failed = Proofs.comparison(work).newFailures();
    work.journal(
        "test",
        70,
        Fields.empty().with("repeated", true),
        iteration -> iteration.withData(REPEATED, true));
    var first = work.testsAfter();
    work.testsAfter(work.tests().run("once more after"));
    if (work.testsAfter().isEmpty()) {
      work.testsAfter(first);
    } else if (!Proofs.failsAnew(work)) {
      work.note(
          "Flaky: failed after the change and passed when run again: %s."
              .formatted(String.join(", ", failed.stream().sorted().limit(20).toList())));
    }
  }
}
