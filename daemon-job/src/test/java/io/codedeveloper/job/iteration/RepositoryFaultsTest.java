package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.host.GitHost.Creation;
import io.codedeveloper.job.host.GitHost.NewPullRequest;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with a repository ends the iteration with words for people, told once.
final class RepositoryFaultsTest {
  private static final String ROADMAP = "### PRIORITY 1: Add a greeting\n**Status**: 📝 Planned\n";
  private static final String PATH = "docs/ROADMAP.md";
  private static final String BRANCH = "code-developer/priority-1";

  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void open() {
    harness = new Harness(directory);
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          session.checkpoint("wrote hello.txt");
          return new Result.Finished("Wrote hello.txt.");
        };
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  @FaultRow("G1")
  void aFetchThatBreaksOffIsTriedAgainToldOnceAndThenSucceeds() {
    harness.withRoadmap(ROADMAP);
    var fetches = new AtomicInteger();
    harness.remotes =
        remote ->
            new OtherRemote(remote) {
              @Override
              public CommitId fetch(String branch) {
                if (fetches.incrementAndGet() <= 4) {
                  throw new TransientException("the connection was reset");
                }
                return super.fetch(branch);
              }
            };
    for (var run = 0; run < 4; run++) {
      assertThat(harness.run().outcome()).contains(IterationOutcome.TRY_AGAIN);
    }

    assertThat(told("connection was reset")).isOne();
    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
  }

  @Test
  void whatIsRemarkableAboutTheRemoteIsSaid() {
    harness.withRoadmap(ROADMAP);
    harness.remotes =
        remote ->
            new OtherRemote(remote) {
              @Override
              public Optional<String> remark() {
                return Optional.of("works with a copy");
              }
            };

    harness.run();

    assertThat(harness.said).contains("works with a copy");
  }

  @Test
  @FaultRow("N4")
  void theSameErrorAtEveryTickIsCountedAndNotRepeated() {
    harness.withRoadmap(ROADMAP);
    harness.git("branch", "-m", "main", "trunk");

    for (var tick = 0; tick < 3; tick++) {
      assertThat(harness.run().outcome()).contains(IterationOutcome.USER_ERROR);
    }

    assertThat(harness.notifications())
        .singleElement()
        .satisfies(one -> assertThat(one.count()).isEqualTo(3));
  }

  @Test
  @FaultRow({"G5", "N2"})
  void aRepositoryWithoutTheBranchIsReportedOnce() {
    harness.withRoadmap(ROADMAP);
    harness.git("branch", "-m", "main", "trunk");

    harness.run();
    var second = harness.run();

    assertThat(second.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(told("no branch 'main'. It has: trunk")).isOne();
  }

  @Test
  @FaultRow("R9")
  void aRoadmapThatIsADirectoryIsRefusedWithWords() {
    harness.withFiles(Map.of("docs/ROADMAP.md/README.md", "# Not a file\n"));

    assertThat(message(harness.run())).contains("docs/ROADMAP.md", "directory");
  }

  @Test
  @FaultRow("R9")
  void aRoadmapWithConflictMarkersIsNotWorkedOn() {
    harness.withRoadmap("<<<<<<< ours\n%s=======\n%s>>>>>>> theirs\n".formatted(ROADMAP, ROADMAP));

    var first = harness.run();
    harness.run();

    assertThat(first.outcome()).contains(IterationOutcome.NOTHING_UNDERSTOOD);
    assertThat(told("roadmap lint")).isOne();
  }

  @Test
  @FaultRow("R7")
  void anEmptyRoadmapIsNotUnderstoodWhichIsNotNothingToDo() {
    harness.withRoadmap("");

    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_UNDERSTOOD);
  }

  @Test
  @FaultRow("R6")
  void ofTwoPrioritiesWithOneIdNeitherIsWorkedOnAndBothLinesAreNamed() {
    harness.withRoadmap(ROADMAP + "\n" + ROADMAP.replace("greeting", "farewell"));

    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(harness.said).anyMatch(line -> line.contains("stands in lines 1 and 4"));
  }

  @Test
  @FaultRow("R11")
  void whatWaitsForABlockedOneIsPassedOver() {
    harness.withRoadmap(
        "### PRIORITY 2: Later\n**Status**: 📝 Planned\n**Depends on**: PRIORITY 3\n\n"
            + "### PRIORITY 3: Blocked\n**Status**: ⏸️ Blocked\n\n"
            + ROADMAP);

    assertThat(harness.run().priority()).contains("PRIORITY-1");
    assertThat(harness.said).anyMatch(line -> line.contains("depends on PRIORITY 3"));
  }

  @Test
  @FaultRow("P11")
  void aRuleOfTheHostIsToldInItsOwnWordsOnceAndKeepsTheSecretOut() {
    harness.withRoadmap(ROADMAP);
    harness.remotes =
        remote ->
            new OtherRemote(remote) {
              @Override
              public PushResult push(String branch, CommitId commit) {
                return new PushResult.Refused("GH013: rule violations for " + Harness.SECRET);
              }
            };

    harness.run();
    var second = harness.run();

    assertThat(second.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(told("GH013: rule violations")).isOne();
    assertThat(harness.notifications().toString()).doesNotContain(Harness.SECRET);
    assertThat(harness.pullRequests(BRANCH)).isEmpty();
  }

  @Test
  @FaultRow("P14")
  void whereTheHostSeesNoCommitsThereIsNoPullRequest() {
    harness.withRoadmap(ROADMAP);
    harness.hosts =
        host ->
            new WatchedHost(host) {
              @Override
              public Creation create(NewPullRequest request) {
                return new Creation.NoChange();
              }
            };

    assertThat(message(harness.run())).contains("has nothing that main has not");
  }

  private static String message(Iteration iteration) {
    return iteration.outcomeMessage().orElseThrow();
  }

  private long told(String words) {
    return harness.notifications().stream().filter(one -> one.message().contains(words)).count();
  }
}
