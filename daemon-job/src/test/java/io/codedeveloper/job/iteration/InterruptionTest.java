package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Greeting.BRANCH;
import static io.codedeveloper.job.iteration.Greeting.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.IterationState;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.platform.TransientException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Executions that end before there is a pull request, and how the iteration goes on.
final class InterruptionTest {
  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void open() {
    harness = Greeting.harness(directory);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void aQuestionEndsTheExecutionAndItsAnswerResumesIt() {
    harness.agent =
        (task, session) ->
            session
                .answer()
                .<Result>map(answer -> {
                  Repositories.write(task.workTree().resolve("hello.txt"), answer);
                  session.checkpoint("answered");
                  return new Result.Finished("greeted as you said");
                })
                .orElseGet(() -> {
                  session.checkpoint("asked");
                  return new Result.Asked("Which greeting?", List.of("hi", "hello"));
                });

    var waiting = harness.run();
    var question = harness.notifications().getFirst();
    harness.services.notifications().respond(Harness.PROJECT, question.id(), "hello", "somebody");
    var resumed = harness.run();

    assertThat(waiting.outcome()).contains(IterationOutcome.WAITING);
    assertThat(waiting.state()).isEqualTo(IterationState.WAITING);
    assertThat(question.choices()).containsExactly("hi", "hello");
    assertThat(resumed.id()).isEqualTo(waiting.id());
    assertThat(resumed.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.show(BRANCH, "hello.txt")).isEqualTo("hello");
  }

  @Test
  void whatCanBeTriedAgainResumesWithTheSameIteration() {
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          session.checkpoint("halfway");
          throw new TransientException("the model's service is overloaded");
        };
    var first = harness.run();
    harness.agent =
        (task, session) -> {
          assertThat(session.transcript()).contains("halfway");
          assertThat(task.workTree().resolve("hello.txt")).hasContent("hello");
          return new Result.Finished("done");
        };

    var second = harness.run();

    assertThat(first.outcome()).contains(IterationOutcome.TRY_AGAIN);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.services.priorities().get(Harness.PROJECT, "PRIORITY-1").attempts())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(StopSignal.Reason.class)
  void aStopKeepsTheWorkAndTellsItsReason(StopSignal.Reason reason) {
    harness.agent =
        (task, session) -> {
          switch (reason) {
            case ASKED -> harness.stop.request();
            case TERMINATED -> harness.stop.terminate();
            case OUT_OF_TIME -> harness.stop.outOfTime();
            case LEASE_LOST -> harness.stop.leaseLost();
          }
          session.checkpoint("halfway");
          return new Result.Stopped();
        };

    var stopped = harness.run();

    assertThat(stopped.state()).isEqualTo(IterationState.INTERRUPTED);
    assertThat(stopped.outcomeMessage().orElseThrow()).doesNotContain("stopped as asked");
    assertThat(stopped.outcome())
        .contains(
            switch (reason) {
              case ASKED -> IterationOutcome.STOPPED;
              case OUT_OF_TIME, TERMINATED -> IterationOutcome.OUT_OF_TIME;
              case LEASE_LOST -> IterationOutcome.TRY_AGAIN;
            });
  }

  @Test
  void aHolderThatLostItsLeaseHasNoFurtherEffect() {
    harness.agent =
        (task, session) -> {
          harness.leaseExpires();
          harness.services.leases().take(Harness.PROJECT, "another");
          return writing("hello.txt", "hello\n").work(task, session);
        };

    var ended = harness.tryRun();

    assertThat(ended).isEmpty();
    assertThat(harness.git("branch", "--list")).doesNotContain("code-developer");
    assertThat(harness.notifications()).isEmpty();
  }

  @Test
  void aBugOfOursIsReportedAndLoggedAndTriedAgain() {
    harness.agent =
        (task, session) -> {
          throw new IllegalStateException("a bug");
        };

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.TRY_AGAIN);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("code-developer itself", "a bug");
  }
}
