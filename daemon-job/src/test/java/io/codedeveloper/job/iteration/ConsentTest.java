package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.iteration.CrashingDocuments.Crash;
import io.codedeveloper.job.iteration.CrashingDocuments.Moment;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only people decide about a change.
final class ConsentTest {
  private static final String ROADMAP = "### PRIORITY 1: Add a greeting\n**Status**: 📝 Planned\n";
  private static final String BRANCH = "code-developer/priority-1";
  private static final String WORKFLOW = ".github/workflows/ci.yml";

  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void open() {
    harness = new Harness(directory).withRoadmap(ROADMAP);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  @FaultRow("P4")
  void protectedPathsWaitForTheUsersConsentAndNothingIsPushedBefore() {
    changing("hello.txt", WORKFLOW, "code-developer.yml");

    var waiting = harness.run();

    assertThat(waiting.outcome()).contains(IterationOutcome.WAITING);
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(one -> assertThat(one.choices()).containsExactly("approve", "reject"))
        .satisfies(one -> assertThat(one.message()).contains(WORKFLOW, "code-developer.yml"));
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
  }

  @Test
  @FaultRow("P4")
  void approvedPathsAreInThePullRequest() {
    changing("hello.txt", WORKFLOW);

    var ended = answered("approve");

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.changed(BRANCH)).contains(WORKFLOW, "hello.txt");
  }

  @Test
  @FaultRow("P4")
  void rejectedPathsAreNotAndThePullRequestSaysSo() {
    changing("hello.txt", WORKFLOW);

    var ended = answered("reject");

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.changed(BRANCH)).containsExactly("docs/ROADMAP.md", "hello.txt");
    assertThat(harness.pullRequestBody()).contains("Left out, as you rejected it", WORKFLOW);
  }

  @Test
  void whereNothingElseIsLeftTheRejectionBlocks() {
    changing(WORKFLOW);

    assertThat(answered("reject").outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
  }

  @Test
  @FaultRow("P4")
  void whatTheTestsWriteThereAfterwardsNeedsConsentAgain() throws IOException {
    var written = writingWhenTested("as the user saw it\n");
    harness.run();
    approveLast();
    Files.writeString(written, "something else\n");

    assertThat(harness.run().outcome()).contains(IterationOutcome.WAITING);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);

    approveLast();
    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.show(BRANCH, WORKFLOW)).isEqualTo("something else\n");
  }

  @Test
  @FaultRow("P4")
  void theAnswerToAnEarlierQuestionIsNoneToTheNextWhereverTheProcessIsKilled() throws IOException {
    harness.close();
    harness =
        new Harness(
            directory, store -> new CrashingDocuments(store, "ask", Moment.BEFORE_JOURNAL, 1));
    var written = writingWhenTested("as the user saw it\n");
    harness.run();
    approveLast();
    Files.writeString(written, "something else\n");
    assertThatThrownBy(harness::run).isInstanceOf(Crash.class);
    harness.leaseExpires();

    assertThat(harness.run().outcome()).contains(IterationOutcome.WAITING);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
  }

  @Test
  @FaultRow({"S8", "G14"})
  void theDeletionOfMostOfTheRepositoryIsNeverPushedWithoutConsent() {
    harness.agent =
        (task, session) -> {
          deleteAll(task.workTree());
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          session.checkpoint("rm -rf");
          return new Result.Finished("Cleaned up.");
        };

    var waiting = harness.run();

    assertThat(waiting.outcome()).contains(IterationOutcome.WAITING);
    assertThat(harness.notifications().getFirst().message()).contains("it deletes ");
    assertThat(answered("reject").outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
  }

  @Test
  @FaultRow("S8")
  void anAttemptThatDeletedGitsDirectoryEndsInOrderAndTheNextFetchesAnew() {
    harness.agent =
        (task, session) -> {
          deleteAll(harness.services.directories().gitCache());
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          session.checkpoint("rm -rf git");
          return new Result.Finished("Cleaned up.");
        };
    var first = harness.run();
    assertThat(first.outcome()).contains(IterationOutcome.TRY_AGAIN);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
    harness.agent =
        (task, session) -> {
          assertThat(task.workTree().resolve("README.md")).exists();
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          return new Result.Finished("done");
        };

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.services.priorities().get(Harness.PROJECT, "PRIORITY-1").attempts()).isOne();
  }

  @Test
  @FaultRow("S8")
  void anAttemptThatDeletedItsWorkTreeCountsAndTheNextHasAFreshOne() {
    harness.agent =
        (task, session) -> {
          deleteAll(task.workTree());
          session.checkpoint("rm -rf");
          return new Result.GaveUp("the work tree is gone");
        };
    assertThat(harness.run().outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
    harness.agent =
        (task, session) -> {
          assertThat(task.workTree().resolve("README.md")).exists();
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          return new Result.Finished("done");
        };

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.services.priorities().get(Harness.PROJECT, "PRIORITY-1").attempts())
        .isEqualTo(2);
  }

  @Test
  void whoHasMovedFilesIsNotAsked() {
    harness.agent =
        (task, session) -> {
          for (var file : List.of("README.md", "check.sh", "docs/ROADMAP.md")) {
            var from = task.workTree().resolve(file);
            Repositories.write(task.workTree().resolve("moved").resolve(file), read(from));
          }
          delete(task.workTree().resolve("README.md"));
          session.checkpoint("moved");
          return new Result.Finished("Moved.");
        };

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
  }

  private void changing(String... paths) {
    harness.agent =
        (task, session) -> {
          for (var path : paths) {
            Repositories.write(task.workTree().resolve(path), "test: sh check.sh\n# changed\n");
          }
          session.checkpoint("changed");
          return new Result.Finished("Changed.");
        };
  }

  private Iteration answered(String answer) {
    harness.run();
    var question = harness.notifications().getFirst();
    harness.services.notifications().respond(Harness.PROJECT, question.id(), answer, "somebody");
    return harness.run();
  }

  /// @return what the tests put into the workflow whenever they run
  private Path writingWhenTested(String content) throws IOException {
    var written = Files.writeString(directory.resolve("written.txt"), content);
    harness.agent =
        (task, session) -> {
          var tree = task.workTree();
          Repositories.write(tree.resolve("check.sh"), "cat " + written + " > " + WORKFLOW + "\n");
          Repositories.write(tree.resolve(WORKFLOW), "on: push\n");
          session.checkpoint("changed");
          return new Result.Finished("Changed.");
        };
    return written;
  }

  private void approveLast() {
    var question = harness.notifications().getFirst();
    harness.services.notifications().respond(Harness.PROJECT, question.id(), "approve", "somebody");
  }

  private static void deleteAll(Path tree) {
    try (var files = Files.walk(tree)) {
      files.filter(Files::isRegularFile).forEach(ConsentTest::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
