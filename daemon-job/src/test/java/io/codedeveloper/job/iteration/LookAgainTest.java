package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the user and others did while the agent worked is seen before anything leaves.
final class LookAgainTest {
  private static final String ROADMAP =
      "# Roadmap\n\n### PRIORITY 1: Add a greeting\n**Status**: 📝 Planned\n\nWrite hello.txt.\n";
  private static final String PATH = "docs/ROADMAP.md";
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
  @FaultRow("R4")
  void whatTheUserBlockedMeanwhileIsNotProposed() {
    harness.agent = meanwhile(() -> commits(PATH, ROADMAP.replace("📝 Planned", "⏸️ Blocked")));

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("Blocked", "is on branch");
    assertThat(harness.pullRequests(BRANCH)).isEmpty();
    assertThat(harness.show(BRANCH, PATH)).isEqualTo(ROADMAP);
  }

  @Test
  @FaultRow("R4")
  void anEditThatTheRepositoryDoesNotHaveYetCountsToo() {
    harness.agent = meanwhile(() -> edits(ROADMAP.replace("📝 Planned", "✅ Complete")));

    assertThat(harness.run().outcomeMessage().orElseThrow()).contains("Complete");
    assertThat(harness.pullRequests(BRANCH)).isEmpty();
  }

  @Test
  @FaultRow("R3")
  void whatTheUserDeletedMeanwhileIsNotProposedButTold() {
    harness.agent = meanwhile(() -> commits(PATH, "# Roadmap\n"));

    harness.run();

    assertThat(harness.pullRequests(BRANCH)).isEmpty();
    assertThat(harness.notifications())
        .anyMatch(one -> one.message().contains("not in the roadmap any more"));
  }

  @Test
  @FaultRow({"R1", "R2"})
  void aTextThatChangedMeanwhileIsNotedAndOtherLinesAreKept() {
    var changed = ROADMAP.replace("Write hello.txt.", "Write it well.") + "\n### PRIORITY 2: New\n";
    harness.agent = meanwhile(() -> commits(PATH, changed));

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.show(BRANCH, PATH))
        .isEqualTo(changed.replaceFirst("📝 Planned", "✅ Complete"));
    assertThat(harness.pullRequestBody()).contains("text was changed in the roadmap");
  }

  @Test
  @FaultRow("R5")
  void aPriorityThatMovedToAnotherPlaceIsStillTheSame() {
    var before = "# Roadmap\n\n### PRIORITY 7: First now\n**Status**: ⏸️ Blocked\n\n";
    var moved = before + ROADMAP.substring(ROADMAP.indexOf("###"));
    harness.agent = meanwhile(() -> commits(PATH, moved));

    assertThat(harness.run().priority()).contains("PRIORITY-1");
    assertThat(harness.show(BRANCH, PATH)).isEqualTo(moved.replace("📝 Planned", "✅ Complete"));
  }

  @Test
  void workIsCarriedOverToTheNewBaseAndTestedThere() {
    harness.agent = meanwhile(() -> commits("check.sh", "test ! -e hello.txt\n"));

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.changed(BRANCH)).containsExactly(PATH, "hello.txt");
    assertThat(harness.git("merge-base", "main", BRANCH))
        .isEqualTo(harness.git("rev-parse", "main"));
    assertThat(harness.pullRequests(BRANCH).getFirst().draft()).isTrue();
  }

  @Test
  @FaultRow("P10")
  void aConflictWithTheNewBaseIsSaidInPullRequestAndNotification() {
    harness.agent = meanwhile(() -> commits("hello.txt", "theirs\n"));

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.show(BRANCH, "hello.txt")).isEqualTo("hello\n");
    assertThat(harness.pullRequestBody())
        .contains("conflicts with what main has become", "hello.txt");
    assertThat(harness.notifications())
        .anyMatch(one -> one.message().contains("conflicts with what main has become"));
  }

  @Test
  @FaultRow("G6")
  void onARewrittenBaseTheWorkIsMadeAnewAndOldCommitsDoNotComeBack() {
    var old = harness.git("rev-parse", "main").strip();
    harness.agent = meanwhile(this::rewrite);

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.git("rev-list", BRANCH)).doesNotContain(old);
    assertThat(harness.changed(BRANCH)).containsExactly(PATH, "hello.txt");
  }

  @Test
  @FaultRow("G6")
  void whereARewrittenBaseContradictsTheWorkNothingIsPushed() {
    harness.agent =
        meanwhile(() -> {
          commits("hello.txt", "theirs\n");
          rewrite();
        });

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("rewritten", "hello.txt");
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
  }

  @Test
  void aCrashAfterThePushMakesTheSameCommitAgainThoughTheBaseMovesOn() {
    harness.agent = meanwhile(() -> commits("other.txt", "one\n"));
    harness.hosts = host -> new WatchedHost(host).beforeCreate(LookAgainTest::crash);
    try {
      harness.run();
    } catch (CrashingDocuments.Crash killed) {
      harness.leaseExpires();
    }
    var pushed = harness.git("rev-parse", BRANCH);
    commits("other.txt", "two\n");
    harness.hosts = host -> host;

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.git("rev-parse", BRANCH)).isEqualTo(pushed);
  }

  private static void crash() {
    throw new CrashingDocuments.Crash("create");
  }

  private void rewrite() {
    harness.git("update-ref", "refs/heads/main", harness.orphan());
  }

  private void commits(String path, String content) {
    harness.somebodyCommits("main", path, content);
  }

  private void edits(String content) {
    var path = new FilePath(ProjectSettings.DEFAULT_ROADMAP_PATH);
    var ports = harness.platform.ports();
    new Files(ports.blobs(), ports.clock(), Harness.PROJECT, path)
        .write(path, content.getBytes(UTF_8), "ann", Optional.empty());
  }

  /// Works, and somebody does something at the same time; only once.
  private static CodingAgent meanwhile(Runnable something) {
    var runs = new AtomicInteger();
    return (task, session) -> {
      Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
      session.checkpoint("wrote hello.txt");
      if (runs.getAndIncrement() == 0) {
        something.run();
      }
      return new Result.Finished("Wrote hello.txt.");
    };
  }
}
