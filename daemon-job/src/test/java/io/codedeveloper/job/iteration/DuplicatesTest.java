package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.PriorityState;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.host.GitHost.Creation;
import io.codedeveloper.job.host.GitHost.NewPullRequest;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.job.host.PullRequest.State;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// At most one live pull request a priority, whoever woke up late.
final class DuplicatesTest {
  private static final String ROADMAP =
      """
      # Roadmap

      ### PRIORITY 1: Add a greeting
      **Status**: 📝 Planned

      Write hello.txt.
      """;
  private static final String PATH = "docs/ROADMAP.md";
  private static final String BRANCH = "code-developer/priority-1";
  private static final String OTHER = "code-developer/priority-1-0123456";

  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void open() {
    harness = new Harness(directory).withRoadmap(ROADMAP);
    harness.agent = writing();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  @FaultRow("P15")
  void aPullRequestThatWasMergedWhileOursWasMadeStaysAndOursIsClosed() {
    harness.hosts =
        host ->
            new WatchedHost(host)
                .beforeCreate(() -> harness.host().merge(made(BRANCH, "PRIORITY-1").number()));

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(ended.pullRequestNumber()).contains(1L);
    assertThat(states()).containsExactly(State.CLOSED, State.MERGED);
    assertThat(reports()).hasSize(1);
    assertThat(counter("duplicatesClosed")).isOne();
  }

  @Test
  @FaultRow({"P15", "P19"})
  void aPullRequestThatWasClosedWhileOursWasMadeIsADecisionOfTheUser() {
    harness.hosts =
        host ->
            new WatchedHost(host)
                .beforeCreate(() -> harness.host().close(made(BRANCH, "PRIORITY-1")));

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("you closed pull request #1");
    assertThat(states()).containsExactly(State.CLOSED, State.CLOSED);
    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);
  }

  @Test
  @FaultRow("P15")
  void anOlderOneFromAnotherBranchStaysAndOursIsClosed() {
    harness.hosts = host -> new WatchedHost(host).beforeCreate(() -> made(OTHER, "PRIORITY-1"));

    var ended = harness.run();

    assertThat(ended.pullRequestNumber()).contains(1L);
    assertThat(states()).containsExactly(State.CLOSED);
    assertThat(harness.pullRequests(OTHER))
        .extracting(PullRequest::state)
        .containsExactly(State.OPEN);
  }

  @Test
  @FaultRow("P12")
  void oneFromAnotherBranchIsFoundByItsMarkerBeforeOursIsMade() {
    harness.agent =
        (task, session) -> {
          made(OTHER, "PRIORITY-1");
          return writing().work(task, session);
        };

    var ended = harness.run();

    assertThat(ended.pullRequestNumber()).contains(1L);
    assertThat(harness.pullRequests(BRANCH)).isEmpty();
  }

  @Test
  void aDuplicateThatWasLeftBehindIsClosedByTheNextExecutionAndToldOnce() {
    harness.run();
    var left = made(OTHER, "PRIORITY-1");

    harness.run();
    harness.run();

    assertThat(harness.host().get(left.number()).orElseThrow().state()).isEqualTo(State.CLOSED);
    assertThat(states()).containsExactly(State.OPEN);
    assertThat(reports()).hasSize(1);
    assertThat(counter("duplicatesClosed")).isOne();
  }

  @Test
  void oneLeftBehindBesideAMergedOneIsClosedToo() {
    harness.run();
    harness.host().merge(1);
    harness.somebodyCommits("main", PATH, ROADMAP.replace("📝 Planned", "✅ Complete"));
    made(BRANCH, "PRIORITY-1");

    harness.run();

    assertThat(states()).containsExactly(State.CLOSED, State.MERGED);
  }

  @Test
  void oneThatNoRecordKnowsIsAdoptedAndCounted() {
    made(BRANCH, "PRIORITY-1");

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    var record = harness.services.priorities().get(Harness.PROJECT, "PRIORITY-1");
    assertThat(record.state()).isEqualTo(PriorityState.PROPOSED);
    assertThat(record.pullRequestNumber()).contains(1L);
    assertThat(counter("pullRequestsAdopted")).isOne();
  }

  @Test
  @FaultRow({"P15", "P19"})
  void oneThatArrivesAfterTheUserClosedOursIsClosedWithACommentAndCounted() {
    lateAfterTheUserClosedOurs();

    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);

    assertThat(states()).containsExactly(State.CLOSED, State.CLOSED);
    assertThat(comments(2))
        .singleElement()
        .asString()
        .contains("#1 was closed without being merged");
    assertThat(reports()).hasSize(1);
    assertThat(counter("duplicatesClosed")).isOne();
    assertThat(counter("pullRequestsAdopted")).isZero();
    var record = harness.services.priorities().get(Harness.PROJECT, "PRIORITY-1");
    assertThat(record.pullRequestNumber()).contains(1L);
  }

  @Test
  @FaultRow({"P15", "P19"})
  void oneThatCameTooLateIsNoAnswerToARequestForItsPriority() {
    lateAfterTheUserClosedOurs();
    harness
        .services
        .projects()
        .update(Harness.PROJECT, now -> now.with("requestedPriority", "PRIORITY 1"));

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("you closed pull request #1");
    assertThat(states()).containsExactly(State.CLOSED, State.CLOSED);
  }

  @Test
  @FaultRow({"P15", "P19"})
  void oneThatCameTooLateIsNotTakenForOursWhileOursIsMade() {
    harness.hosts =
        host ->
            new WatchedHost(host)
                .beforeCreate(() -> {
                  harness.host().close(made(BRANCH, "PRIORITY-1"));
                  made(BRANCH, "PRIORITY-1");
                });

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("you closed pull request #1");
    assertThat(states()).containsExactly(State.CLOSED, State.CLOSED);
    assertThat(counter("duplicatesClosed")).isOne();
  }

  @Test
  void oneThatTheUserOpensAgainIsHisDecisionAndStays() {
    lateAfterTheUserClosedOurs();
    harness.run();
    harness.host().setState(2, State.OPEN);

    harness.run();

    assertThat(states()).containsExactly(State.OPEN, State.CLOSED);
    assertThat(counter("duplicatesClosed")).isOne();
    assertThat(counter("pullRequestsAdopted")).isOne();
  }

  @Test
  void aPullRequestOfSomebodyWhoCopiedTheTextIsLeftAlone() {
    harness.run();
    made("feature/mine", "PRIORITY-1");

    harness.run();

    assertThat(harness.pullRequests("feature/mine").getFirst().state()).isEqualTo(State.OPEN);
  }

  @Test
  void theOneThatTheDaemonClosedItselfIsNoDecisionOfTheUser() {
    harness.run();
    harness.host().merge(1);
    harness.host().close(made(BRANCH, "PRIORITY-1"));

    assertThat(Proposals.decisive(harness.pullRequests(BRANCH)).orElseThrow().number()).isOne();
  }

  @Test
  @FaultRow({"P9", "P18"})
  void aMergedBranchThatTheHostDeletedIsNotPushedAgain() {
    killedAfterOpening();
    harness.host().merge(1);
    harness.git("branch", "-D", BRANCH);

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
    assertThat(states()).containsExactly(State.MERGED);
  }

  @Test
  @FaultRow("P9")
  void aBranchThatTheUserDeletedUnderAnOpenPullRequestIsNotPushedAgain() {
    killedAfterOpening();
    harness.git("branch", "-D", BRANCH);

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("you deleted branch");
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
  }

  @Test
  @FaultRow("P19")
  void whatTheUserClosedWhileWeWereDownIsNotPushedAgain() {
    killedAfterOpening();
    harness.host().close(harness.pullRequests(BRANCH).getFirst());
    harness.git("branch", "-D", BRANCH);

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(harness.git("branch", "--list")).doesNotContain(BRANCH);
    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);
  }

  @Test
  void anIterationAsksTheHostSeldom() {
    var watched = new WatchedHost(harness.host());
    harness.hosts = host -> watched;

    harness.run();
    assertThat(watched.calls)
        .containsExactly("list", "find", "find", "list", "find", "create", "find", "list");

    watched.calls.clear();
    harness.run();
    assertThat(watched.calls).containsExactly("list");
  }

  /// The process dies after the host has made the pull request, before anybody hears of it.
  private void killedAfterOpening() {
    harness.hosts =
        host ->
            new WatchedHost(host) {
              @Override
              public Creation create(NewPullRequest request) {
                super.create(request);
                throw new CrashingDocuments.Crash("create");
              }
            };
    try {
      harness.run();
    } catch (CrashingDocuments.Crash killed) {
      harness.leaseExpires();
    }
    assertThat(states()).containsExactly(State.OPEN);
    harness.hosts = host -> host;
  }

  /// The user closes our pull request; then a request to make it, sent long ago, arrives once more.
  private void lateAfterTheUserClosedOurs() {
    harness.run();
    harness.host().close(harness.pullRequests(BRANCH).getFirst());
    made(BRANCH, "PRIORITY-1");
    assertThat(states()).containsExactly(State.OPEN, State.CLOSED);
  }

  private List<?> comments(long number) {
    var path =
        DocumentPath.of("projects", Harness.PROJECT.value())
            .child("pullRequests", Long.toString(number));
    var document = harness.platform.ports().documents().get(path).orElseThrow();
    return (List<?>) document.fields().asMap().getOrDefault("comments", List.of());
  }

  private PullRequest made(String branch, String key) {
    var marker = PullRequestText.marker(Harness.PROJECT.value(), key);
    var request = new NewPullRequest(branch, "main", "Late", "", marker, false);
    return ((Creation.Made) harness.host().create(request)).pullRequest();
  }

  /// Of the priority's own branch, newest first.
  private List<State> states() {
    return harness.pullRequests(BRANCH).stream().map(PullRequest::state).toList();
  }

  private List<String> reports() {
    return harness.notifications().stream()
        .map(one -> one.title())
        .filter(title -> title.contains("duplicate"))
        .toList();
  }

  private long counter(String name) {
    return harness.services.projects().require(Harness.PROJECT).counter(name);
  }

  private static CodingAgent writing() {
    return (task, session) -> {
      Repositories.write(task.workTree().resolve("hello.txt"), "hello\n");
      session.checkpoint("wrote hello.txt");
      return new Result.Finished("Wrote hello.txt.");
    };
  }
}
