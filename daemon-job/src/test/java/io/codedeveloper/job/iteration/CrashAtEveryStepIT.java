package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.iteration.CrashingDocuments.Crash;
import io.codedeveloper.job.iteration.CrashingDocuments.Moment;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An execution dies at every step, after the effect and before or after its journal entry; the
/// next one finishes, and nothing has happened twice.
@FaultRow({"X4", "P1", "P6"})
final class CrashAtEveryStepIT {
  private static final String BRANCH = "code-developer/priority-1";

  @TempDir Path directory;

  static Stream<Arguments> crashes() {
    return Steps.all().stream()
        .map(Step::name)
        .flatMap(step -> Stream.of(Moment.values()).map(moment -> Arguments.of(step, moment)));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void theNextExecutionFinishesAndNothingHappensTwice(String step, Moment moment) {
    try (var harness =
        new Harness(directory, store -> crashing(store, step, moment))
            .withRoadmap("### PRIORITY 1: Add a greeting\n**Status**: 📝 Planned\n")) {
      harness.agent = CrashAtEveryStepIT::work;

      assertThatThrownBy(harness::run).isInstanceOf(Crash.class);
      harness.leaseExpires();
      var ended = harness.run();

      assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
      assertThat(harness.pullRequests(BRANCH)).hasSize(1);
      assertThat(harness.git("rev-list", "--count", "main.." + BRANCH).strip()).isEqualTo("1");
      assertThat(harness.changed(BRANCH)).containsExactly("docs/ROADMAP.md", "hello.txt");
      assertThat(harness.notifications()).hasSize(1);
      assertThat(harness.services.priorities().get(Harness.PROJECT, "PRIORITY-1").attempts())
          .isEqualTo(1);
      assertThat(ended.cost()).isEqualTo(Usd.of("0.25"));
    }
  }

  private static DocumentStore crashing(DocumentStore store, String step, Moment moment) {
    return new CrashingDocuments(store, step, moment);
  }

  /// Pays once: what the transcript of an earlier execution has is not asked for again.
  private static CodingAgent.Result work(CodingAgent.Task task, CodingAgent.Session session) {
    if (session.transcript().isEmpty()) {
      var charge = session.reserve("claude-sonnet-4-5", Usd.of("1")).orElseThrow();
      charge.settle(new Usage(100, 10, 0, 0, 0), Usd.of("0.25"));
      Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
      session.checkpoint("paid");
    }
    assertThat(task.workTree().resolve("hello.txt")).hasContent("hello");
    session.objectionTo("done");
    return new CodingAgent.Result.Finished("Wrote hello.txt.");
  }
}
