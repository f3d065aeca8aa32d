package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.testing.FaultRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the tests say of the work, and what no change may hold.
final class ProofTest {
  private static final String ROADMAP = "### PRIORITY 1: Add a greeting\n**Status**: 📝 Planned\n";
  private static final String BRANCH = "code-developer/priority-1";

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
  @FaultRow("T2")
  void aFlakyTestIsRunOnceMoreAndNoted() {
    var ran = directory.resolve("ran");
    // Fails in its second run only: before the change it passes.
    harness.somebodyCommits(
        "main", "check.sh", "echo x >> %s; test $(wc -l < %s) -ne 2\n".formatted(ran, ran));
    writes("hello.txt", "hello\n".getBytes(StandardCharsets.UTF_8));

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(ran).hasContent("x\nx\nx");
    assertThat(harness.pullRequests(BRANCH).getFirst().draft()).isFalse();
    assertThat(harness.pullRequestBody()).contains("Flaky: failed after the change and passed");
  }

  @Test
  @FaultRow({"T1", "T2"})
  void aTestThatKeepsFailingIsRunOnceMoreAndMakesADraft() {
    var ran = directory.resolve("ran");
    harness.somebodyCommits(
        "main", "check.sh", "echo x >> %s; test $(wc -l < %s) -lt 2\n".formatted(ran, ran));
    writes("hello.txt", "hello\n".getBytes(StandardCharsets.UTF_8));

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(ran).hasContent("x\nx\nx");
    assertThat(harness.pullRequests(BRANCH).getFirst().draft()).isTrue();
    assertThat(harness.pullRequestBody()).contains("Newly failing");
  }

  @Test
  @FaultRow("T3")
  void whereNothingTestsThePullRequestSaysSo() {
    harness.somebodyCommits("main", "code-developer.yml", "test: ''\n");
    writes("hello.txt", "hello\n".getBytes(StandardCharsets.UTF_8));

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.pullRequestBody()).contains("Not tested");
  }

  @Test
  @FaultRow("T4")
  void deletedTestsAreFlaggedInPullRequestAndNotification() {
    harness.somebodyCommits("main", "tests/greeting.sh", "true\n");
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          delete(task.workTree().resolve("tests/greeting.sh"));
          return new Result.Finished("done");
        };

    assertThat(harness.run().outcomeMessage().orElseThrow()).contains("pull request #1");
    assertThat(harness.pullRequestBody()).contains("tests/greeting.sh is deleted");
    assertThat(harness.notifications())
        .anyMatch(one -> one.message().contains("tests/greeting.sh is deleted"));
  }

  @Test
  @FaultRow("P3")
  void aSecretInABinaryFileIsFoundToo() {
    var content = ("\0\0\1" + Harness.SECRET + "\0").getBytes(StandardCharsets.ISO_8859_1);
    writes("image.bin", content);

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("secret");
    assertThat(harness.git("branch", "--list")).doesNotContain("code-developer");
  }

  @Test
  @FaultRow("P3")
  void aSecretInTheAgentsWordsStopsThePush() {
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          return new Result.Finished("Used " + Harness.SECRET);
        };

    assertThat(harness.run().outcomeMessage().orElseThrow()).contains("secret");
    assertThat(harness.git("branch", "--list")).doesNotContain("code-developer");
    assertThat(harness.notifications().toString()).doesNotContain(Harness.SECRET);
  }

  @Test
  @FaultRow("P4")
  void aFileThatTheHostWouldRefuseIsNotPushed() {
    writes("large.bin", new byte[100_000_000]);

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("large.bin has 100,000,000 bytes");
    assertThat(harness.git("branch", "--list")).doesNotContain("code-developer");
  }

  @Test
  @FaultRow("G12")
  void aFileKeptInGitLfsIsNotReplacedAndTheAttemptCounts() {
    var pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 5\n"
            .formatted("a".repeat(64));
    harness.somebodyCommits("main", "large.bin", pointer);
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("large.bin"), "not a pointer any more\n");
          session.checkpoint("changed large.bin");
          return new Result.Finished("done");
        };

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("large.bin", "Git LFS");
    assertThat(harness.git("branch", "--list")).doesNotContain("code-developer");
  }

  @Test
  @FaultRow({"P2", "M10"})
  void whereNothingChangedNothingIsProposed() {
    harness.agent = (task, session) -> new Result.Finished("nothing was needed");

    var ended = harness.run();

    assertThat(ended.outcomeMessage().orElseThrow()).contains("changed no file");
    assertThat(harness.pullRequests(BRANCH)).isEmpty();
  }

  private void writes(String path, byte[] content) {
    harness.agent =
        (task, session) -> {
          put(task.workTree().resolve(path), content);
          return new Result.Finished("Wrote " + path + ".");
        };
  }

  private static void put(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
