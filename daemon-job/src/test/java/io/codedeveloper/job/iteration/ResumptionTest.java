package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the user changes while an iteration is interrupted.
final class ResumptionTest {
  private static final String ROADMAP =
      """
      # Roadmap

      ### PRIORITY 1: Add a greeting
      **Status**: 📝 Planned

      Write hello.txt.
      """;
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
  void aPriorityThatTheUserCompletedMeanwhileIsNotGoneOnWith() {
    interrupted();
    harness.somebodyCommits("main", PATH, ROADMAP.replace("📝 Planned", "✅ Complete"));

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("the roadmap says", "Complete");
    assertThat(harness.pullRequests(BRANCH)).isEmpty();
  }

  @Test
  void aPriorityThatTheUserRemovedMeanwhileIsNotGoneOnWith() {
    interrupted();
    harness.somebodyCommits("main", PATH, ROADMAP.replace("PRIORITY 1", "PRIORITY 7"));

    assertThat(harness.run().outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(harness.notifications())
        .anyMatch(one -> one.message().contains("not in the roadmap any more"));
  }

  @Test
  void workOnATextThatChangedMeanwhileIsFinishedAndSaysSo() {
    interrupted();
    harness.somebodyCommits("main", PATH, ROADMAP.replace("hello.txt", "good-day.txt"));

    assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.changed(BRANCH)).contains("hello.txt");
    assertThat(harness.pullRequestBody()).contains("text was changed in the roadmap");
  }

  @Test
  void whereNothingWasKeptTheNewestBaseIsTaken() {
    harness.somebodyCommits("main", "code-developer.yml", "setup: exit 1\ntest: sh check.sh\n");
    harness.agent = writing();
    var failed = harness.run();
    harness.somebodyCommits("main", "code-developer.yml", "test: sh check.sh\n");

    var resumed = harness.run();

    assertThat(failed.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(resumed.id()).isEqualTo(failed.id());
    assertThat(resumed.outcome()).contains(IterationOutcome.PULL_REQUEST);
  }

  @Test
  void afterTheBranchWasRewrittenTheWorkIsBegunAnew() throws IOException {
    interrupted();
    harness.somebodyCommits("main", "new.txt", "new\n");
    harness.git("update-ref", "refs/heads/main", harness.orphan());
    harness.git("branch", "-D", BRANCH);
    harness.git("reflog", "expire", "--expire=now", "--all");
    harness.git("gc", "-q", "--prune=now");
    deleteCache();

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.pullRequestBody()).contains("begun anew");
  }

  @Test
  void whatAnotherIterationHasTakenUpIsLeftToIt() {
    interrupted();
    harness
        .services
        .priorities()
        .update(Harness.PROJECT, "PRIORITY-1", record -> record.with("lastIteration", "another"));

    assertThat(harness.run().outcomeMessage().orElseThrow()).contains("another has taken it up");
  }

  @Test
  void testsThatWereStoppedAcceptNothing() {
    harness.somebodyCommits("main", "check.sh", "test ! -e hello.txt || exec sleep 600\n");
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          harness.stop.request();
          assertThat(session.objectionTo("done")).isPresent();
          return new Result.Stopped();
        };

    assertThat(harness.run().outcome()).contains(IterationOutcome.STOPPED);
  }

  @Test
  void aPriorityOnWhichWeKeepFailingIsGivenUp() {
    harness.agent =
        (task, session) -> {
          throw new IllegalStateException("a bug");
        };

    harness.run();
    harness.run();

    assertThat(harness.run().outcome()).contains(IterationOutcome.GAVE_UP);
  }

  @Test
  void aBranchThatAnEarlierIterationPushedIsOurOwn() {
    harness.agent = writing("hello\n");
    harness.hosts = FailingHost::new;
    var first = harness.run();
    harness.run();
    harness.run();
    harness.hosts = UnaryOperator.identity();
    harness.agent = writing("good day\n");

    var second = harness.run();

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.show(BRANCH, "hello.txt")).isEqualTo("good day\n");
  }

  @Test
  void noSecretOfTheRoadmapReachesModelPullRequestOrNotification() {
    harness.somebodyCommits("main", PATH, ROADMAP.replace("a greeting", Harness.SECRET));
    harness.agent =
        (task, session) -> {
          assertThat(task.request()).doesNotContain(Harness.SECRET);
          return writing().work(task, session);
        };

    harness.run();

    assertThat(harness.pullRequests(BRANCH).getFirst().title()).doesNotContain(Harness.SECRET);
    assertThat(harness.notifications().toString()).doesNotContain(Harness.SECRET);
  }

  @Test
  void iterationsThatFoundNothingToDoAreForgotten() {
    harness.somebodyCommits("main", PATH, ROADMAP.replace("📝 Planned", "✅ Complete"));

    assertThat(harness.run().fields().instant("expireAt")).isPresent();
  }

  private void interrupted() {
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
          session.checkpoint("halfway");
          throw new TransientException("the model's service is overloaded");
        };
    assertThat(harness.run().outcome()).contains(IterationOutcome.TRY_AGAIN);
    harness.agent = writing();
  }

  private static CodingAgent writing() {
    return writing("hello\n");
  }

  private static CodingAgent writing(String content) {
    return (task, session) -> {
      Repositories.write(task.workTree().resolve("hello.txt"), content);
      session.checkpoint("wrote hello.txt");
      return new Result.Finished("Wrote hello.txt.");
    };
  }

  /// The next execution runs on another machine.
  private void deleteCache() throws IOException {
    try (var files = Files.walk(harness.services.directories().gitCache())) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /// Fails in a way that nobody expects when a pull request is made.
  private record FailingHost(GitHost host) implements GitHost {
    @Override
    public List<PullRequest> find(String headBranch) {
      return host.find(headBranch);
    }

    @Override
    public List<Marked> findOpenByMarker(String start) {
      return host.findOpenByMarker(start);
    }

    @Override
    public Creation create(NewPullRequest request) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public void comment(PullRequest pullRequest, String text) {
      host.comment(pullRequest, text);
    }

    @Override
    public void close(PullRequest pullRequest) {
      host.close(pullRequest);
    }
  }
}
