package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /// An earlier attempt's request for a pull request took effect late, and somebody merged what it
  /// had by then: at whatever moment that is, the later attempt is not said to be in it.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  @FaultRow("P15")
  void whatWasMergedWithoutTheNewWorkDoesNotStandForIt(int looksBefore) {
    harness.agent = writing("hello\n");
    harness.hosts = host -> new WatchedHost(host).beforeCreate(LookAgainTest::timeOut);
    assertThat(harness.run().outcome()).contains(IterationOutcome.TRY_AGAIN);
    commits(PATH, ROADMAP.replace("📝 Planned", "⏸️ Blocked"));
    assertThat(harness.run().outcome()).contains(IterationOutcome.GAVE_UP);
    commits(PATH, ROADMAP);
    var earlier = new CommitId(harness.git("rev-parse", BRANCH).strip());
    harness.agent = writing("hello, world\n");
    harness.hosts = host -> new MergedMeanwhile(host, earlier, looksBefore);

    var ended = harness.run();

    assertThat(ended.pullRequestNumber()).isNotEqualTo(Optional.of(MergedMeanwhile.NUMBER));
  }

  private static void crash() {
    throw new CrashingDocuments.Crash("create");
  }

  private static void timeOut() {
    throw new TransientException("no answer");
  }

  private static CodingAgent writing(String text) {
    return (task, session) -> {
      Repositories.write(task.workTree().resolve("hello.txt"), text);
      session.checkpoint("wrote hello.txt");
      return new Result.Finished("Wrote hello.txt.");
    };
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

  /// After so many looks at the branch it has a pull request that was merged with this head.
  private static final class MergedMeanwhile extends WatchedHost {
    static final long NUMBER = 7;

    private final CommitId head;
    private int looksBefore;

    MergedMeanwhile(GitHost host, CommitId head, int looksBefore) {
      super(host);
      this.head = head;
      this.looksBefore = looksBefore;
    }

    @Override
    public List<PullRequest> find(String headBranch) {
      if (looksBefore > 0) {
        looksBefore--;
        return super.find(headBranch);
      }
      var merged =
          new PullRequest(
              NUMBER,
              "memory://pull/7",
              headBranch,
              "Add a greeting",
              PullRequest.State.MERGED,
              false,
              Optional.of(head));
      return Stream.concat(Stream.of(merged), super.find(headBranch).stream()).toList();
    }
  }
}
