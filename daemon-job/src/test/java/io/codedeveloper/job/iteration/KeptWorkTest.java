package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever ends an execution before its pull request, its work is on the branch.
final class KeptWorkTest {
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
  void whatAnAttemptThatGaveUpDidIsOnTheBranchAndNowhereComplete() {
    harness.agent = half("half\n", new Result.GaveUp("the limit of 200 turns is reached"));

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(ended.outcomeMessage().orElseThrow())
        .contains("200 turns", "what is done so far is on branch " + BRANCH);
    assertThat(harness.changed(BRANCH)).containsExactly("hello.txt");
    assertThat(harness.log(BRANCH))
        .contains("Checkpoint: PRIORITY 1", "Iteration-Id: " + ended.id(), "Unfinished");
    assertThat(harness.show(BRANCH, PATH)).isEqualTo(ROADMAP);
    assertThat(harness.pullRequests(BRANCH)).isEmpty();
    assertThat(harness.notifications()).anyMatch(one -> one.message().contains(BRANCH));
  }

  @Test
  void theNextAttemptBeginsWithItAndGoesOverItWithoutForce() {
    harness.agent = half("half\n", new Result.GaveUp("the limit of 200 turns is reached"));
    var first = harness.run();
    var checkpoint = harness.git("rev-parse", BRANCH).strip();
    var request = new AtomicReference<>("");
    harness.agent =
        (task, session) -> {
          request.set(task.request());
          assertThat(task.workTree().resolve("hello.txt")).hasContent("half");
          return half("whole\n", new Result.Finished("done")).work(task, session);
        };

    var second = harness.run();

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(request.get()).contains("<earlier-attempt>", "200 turns");
    assertThat(second.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.show(BRANCH, "hello.txt")).isEqualTo("whole\n");
    assertThat(harness.git("rev-list", BRANCH)).contains(checkpoint);
  }

  @Test
  @FaultRow("M3")
  void theSameWorkMakesTheSameCheckpoint() {
    harness.agent = overloaded("half\n");
    harness.run();
    var first = harness.git("rev-parse", BRANCH);

    harness.run();
    assertThat(harness.git("rev-parse", BRANCH)).isEqualTo(first);

    harness.agent = overloaded("more\n");
    harness.run();
    var third = harness.git("rev-parse", BRANCH);
    assertThat(third).isNotEqualTo(first);
    assertThat(harness.git("rev-list", BRANCH)).contains(first);

    harness.run();
    assertThat(harness.git("rev-parse", BRANCH)).isEqualTo(third);
    assertThat(harness.pullRequests(BRANCH)).isEmpty();
  }

  @Test
  void aCrashBetweenPushAndPullRequestRepeatsTheSameCommitOverTheCheckpoint() {
    harness.agent = overloaded("half\n");
    harness.run();
    harness.agent = half("whole\n", new Result.Finished("done"));
    harness.hosts = host -> new WatchedHost(host).beforeCreate(KeptWorkTest::crash);
    try {
      harness.run();
    } catch (CrashingDocuments.Crash killed) {
      harness.leaseExpires();
    }
    var pushed = harness.git("rev-parse", BRANCH);
    harness.hosts = host -> host;

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.git("rev-parse", BRANCH)).isEqualTo(pushed);
  }

  @Test
  void whatWasPushedWholeGetsNoCheckpointOver() {
    harness.agent = half("whole\n", new Result.Finished("done"));
    harness.hosts = host -> new WatchedHost(host).beforeCreate(KeptWorkTest::crash);
    assertThatThrownBy(harness::run).isInstanceOf(CrashingDocuments.Crash.class);
    harness.leaseExpires();
    var pushed = harness.git("rev-parse", BRANCH);
    harness.hosts = host -> host;
    harness.remotes = KeptWorkTest::failingOnce;

    var again = harness.run();

    assertThat(again.outcome()).contains(IterationOutcome.TRY_AGAIN);
    assertThat(again.outcomeMessage().orElseThrow()).contains("on branch " + BRANCH);
    assertThat(harness.git("rev-parse", BRANCH)).isEqualTo(pushed);
    harness.remotes = remote -> remote;
    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.git("rev-parse", BRANCH)).isEqualTo(pushed);
  }

  @Test
  @FaultRow("X1")
  void aStopPushesWhatThereIs() {
    harness.agent = stopping(false);

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.STOPPED);
    assertThat(harness.changed(BRANCH)).containsExactly("hello.txt");
  }

  @Test
  void aStopInAHurryPushesNothing() {
    harness.agent = stopping(true);

    assertThat(harness.run().outcome()).contains(IterationOutcome.STOPPED);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
  }

  @Test
  @FaultRow("M15")
  void aUsedUpBudgetKeepsTheWork() {
    harness.agent =
        (task, session) -> {
          half("half\n", new Result.Stopped()).work(task, session);
          assertThat(session.reserve("claude-sonnet-4-5", Usd.of("6"))).isEmpty();
          return new Result.Paused(session.budgetRefusal());
        };

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.PRIORITY_OVER_BUDGET);
    assertThat(harness.changed(BRANCH)).containsExactly("hello.txt");
  }

  @Test
  void afterABugOfOursTheWorkIsKeptToo() {
    harness.agent =
        (task, session) -> {
          half("half\n", new Result.Stopped()).work(task, session);
          throw new IllegalStateException("a bug");
        };
    harness.run();
    harness.run();

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(ended.outcomeMessage().orElseThrow()).contains(BRANCH);
    assertThat(harness.changed(BRANCH)).containsExactly("hello.txt");
  }

  @Test
  @FaultRow("P3")
  void aSecretStaysHere() {
    harness.agent = half(Harness.SECRET, new Result.GaveUp("stuck"));

    var ended = harness.run();

    assertThat(ended.outcomeMessage().orElseThrow()).contains("not pushed", "secret");
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
    assertThat(harness.notifications().toString()).doesNotContain(Harness.SECRET);
  }

  @Test
  @FaultRow("P7")
  void onAForeignBranchTheWorkGetsABranchOfItsOwn() {
    harness.git("branch", BRANCH, "main");
    harness.somebodyCommits(BRANCH, "theirs.txt", "theirs\n");
    var theirs = harness.git("rev-parse", BRANCH);
    harness.agent = half("whole\n", new Result.Finished("done"));

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(harness.git("rev-parse", BRANCH)).isEqualTo(theirs);
    assertThat(harness.changed(BRANCH + "-kept-" + ended.id())).containsExactly("hello.txt");
  }

  @Test
  void whereTheEarlierWorkDoesNotFitTheNextAttemptBeginsAnew() {
    harness.agent = half("half\n", new Result.GaveUp("stuck"));
    harness.run();
    harness.somebodyCommits("main", "hello.txt", "theirs\n");
    harness.agent =
        (task, session) -> {
          assertThat(task.request()).doesNotContain("<earlier-attempt>");
          assertThat(task.workTree().resolve("hello.txt")).hasContent("theirs");
          return half("whole\n", new Result.Finished("done")).work(task, session);
        };

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.said).anyMatch(line -> line.contains("begins anew: main changed"));
  }

  @Test
  void whatPreparingLeftIsNobodysWork() {
    var preparing = "setup: echo made > made.txt\ntest: sh check.sh\n";
    harness.somebodyCommits("main", "code-developer.yml", preparing);
    harness.sandboxes = KeptWorkTest::failingToTest;

    assertThat(harness.run().outcome()).contains(IterationOutcome.TRY_AGAIN);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
    assertThat(harness.said).noneMatch(line -> line.contains("not pushed"));
  }

  @Test
  @FaultRow("G6")
  void aBaseThatWasRewrittenDoesNotGetItsOldCommitsBack() {
    harness.agent =
        (task, session) -> {
          harness.git("update-ref", "refs/heads/main", harness.orphan());
          return half("half\n", new Result.GaveUp("stuck")).work(task, session);
        };

    assertThat(harness.run().outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
  }

  @Test
  @FaultRow("L2")
  void aHolderThatLostItsLeaseKeepsNothing() {
    harness.agent =
        (task, session) -> {
          half("half\n", new Result.Stopped()).work(task, session);
          harness.leaseExpires();
          harness.services.leases().take(Harness.PROJECT, "another");
          return new Result.GaveUp("stuck");
        };

    assertThat(harness.tryRun()).isEmpty();
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
  }

  private CodingAgent stopping(boolean now) {
    return (task, session) -> {
      half("half\n", new Result.Stopped()).work(task, session);
      if (now) {
        harness.stop.abort();
      } else {
        harness.stop.request();
      }
      return new Result.Stopped();
    };
  }

  private static CodingAgent overloaded(String content) {
    return (task, session) -> {
      half(content, new Result.Stopped()).work(task, session);
      throw new TransientException("the model's service is overloaded");
    };
  }

  private static CodingAgent half(String content, Result end) {
    return (task, session) -> {
      Repositories.write(task.workTree().resolve("hello.txt"), content);
      session.checkpoint("wrote hello.txt");
      return end;
    };
  }

  private static CommandSandbox failingToTest(CommandSandbox sandbox) {
    return new CommandSandbox() {
      @Override
      public String name() {
        return sandbox.name();
      }

      @Override
      public CommandResult run(CommandRequest request) {
        if (request.commandLine().contains("check.sh")) {
          throw new TransientException("the sandbox did not start");
        }
        return sandbox.run(request);
      }
    };
  }

  /// Cannot say once where the branch is.
  private static OtherRemote failingOnce(RemoteRepository remote) {
    var failed = new AtomicBoolean();
    return new OtherRemote(remote) {
      @Override
      public Optional<CommitId> head(String branch) {
        if (branch.equals(BRANCH) && failed.compareAndSet(false, true)) {
          throw new TransientException("the git server answers with error 503");
        }
        return super.head(branch);
      }
    };
  }

  private static void crash() {
    throw new CrashingDocuments.Crash("create");
  }
}
