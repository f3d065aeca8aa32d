package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.AgentLimits;
import io.codedeveloper.job.agent.ClaudeAgent;
import io.codedeveloper.job.agent.ClaudeSettings;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.tool.ProtectedPaths;
import io.codedeveloper.job.agent.tool.ToolSettings;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.simulation.fake.InMemoryModel;
import io.codedeveloper.simulation.fake.Mind;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the version before this one stored is read, gone on with and finished.
@FaultRow("X8")
final class EarlierVersionTest {
  private static final String BRANCH = "code-developer/priority-1";

  @TempDir Path directory;
  private final InMemoryModel model =
      new InMemoryModel(EarlierVersionTest::answer, Clock.systemUTC());
  private Harness harness;

  @AfterEach
  void close() {
    harness.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "killed-before-select",
        "killed-after-select",
        "killed-before-prepare",
        "killed-in-a-model-call",
        "killed-before-implement",
        "killed-after-implement",
        "killed-before-verify",
        "killed-before-commit",
        "killed-before-push",
        "killed-after-push",
        "killed-before-pull-request",
        "killed-before-notify",
        "interrupted-by-overload",
        "stopped",
        "edited-by-the-user"
      })
  void whatItHadBegunIsFinishedOnce(String state) {
    open(state);
    var begun = iterations().getFirst();

    var ended = harness.run();

    assertThat(ended.id()).isEqualTo(begun.id());
    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(ended.cost()).isGreaterThanOrEqualTo(begun.cost());
    assertThat(harness.pullRequests(BRANCH)).hasSize(1);
    assertThat(harness.show(BRANCH, "hello.txt")).isEqualTo("hello\n");
    assertThat(harness.git("rev-list", "--count", "main.." + BRANCH).strip()).isEqualTo("1");
    assertThat(harness.notifications()).hasSize(1);
    assertThat(attempts()).isEqualTo(1);
    assertThat(model.invalid()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "killed-before-implement",
        "killed-after-implement",
        "killed-before-commit",
        "killed-before-pull-request"
      })
  void workThatItHadPaidForIsNotPaidForAgain(String state) {
    open(state);

    harness.run();

    assertThat(model.requests()).isZero();
  }

  @Test
  void conversationThatItHadCheckpointedGoesOnWithTheCallThatWasLost() {
    open("killed-in-a-model-call");
    var answered = 3;

    harness.run();

    assertThat(model.requests()).isEqualTo(hello().turns().size() - answered);
  }

  @Test
  void questionThatItHadAskedIsAnsweredToday() {
    open("waiting-for-an-answer");
    var question = harness.notifications().getFirst();

    harness.services.notifications().respond(Harness.PROJECT, question.id(), "hello", "ada");
    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(model.requests()).isEqualTo(2);
  }

  @Test
  void editThatItHadAcknowledgedReachesTheRepository() {
    open("edited-by-the-user");

    harness.run();

    assertThat(harness.show("main", "docs/ROADMAP.md")).contains("Write bye.txt, politely.");
  }

  @Test
  void whatItHadFinishedStaysFinishedAndTheNextIsTakenUp() {
    open("ended-with-a-pull-request");

    var ended = harness.run();

    assertThat(ended.priority()).contains("PRIORITY-2");
    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.pullRequests(BRANCH)).hasSize(1);
  }

  @Test
  void attemptsThatItHadCountedStayCounted() {
    open("gave-up-once");

    var ended = harness.run();

    assertThat(ended.priority()).contains("PRIORITY-1");
    assertThat(attempts()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ended-with-a-pull-request", "gave-up-once", "stopped"})
  void everythingThatPeopleSeeIsReadable(String state) {
    open(state);

    assertThat(iterations()).isNotEmpty().allSatisfy(one -> assertThat(one.outcome()).isPresent());
    assertThat(
            harness.services.iterations().journalOf(Harness.PROJECT, iterations().getFirst().id()))
        .isNotEmpty()
        .extracting(entry -> entry.fence())
        .containsOnly(1L);
    assertThat(harness.services.priorities().all(Harness.PROJECT)).containsKey("PRIORITY-1");
    assertThat(harness.notifications()).isNotNull();
  }

  private void open(String state) {
    harness = StoredState.read(state).open(directory);
    var project = harness.services.projects().require(Harness.PROJECT);
    harness.settings = project.settings();
    if (project.liveLease(Instant.now()).isPresent()) {
      harness.leaseExpires(); // Where the clock is behind the one of the machine that wrote it.
    }
    harness.agent = this::work;
  }

  private CodingAgent.Result work(CodingAgent.Task task, CodingAgent.Session session) {
    var settings = ClaudeSettings.of("memory://model", Secret.of("no key"), "claude-opus-5-5");
    var tools =
        new ToolSettings(
            harness.sandbox(),
            Map.of(),
            List.of(),
            List.of(),
            ProtectedPaths.standard("docs/ROADMAP.md"));
    return new ClaudeAgent(
            settings,
            () -> model,
            AgentLimits.USUAL,
            PriceTable.shipped(),
            tools,
            text -> text,
            Clock.systemUTC(),
            duration -> {},
            new SplittableRandom(1))
        .work(task, session);
  }

  /// The same conversations as those in which it was interrupted.
  private static Mind.Thought answer(Mind.Turn turn) {
    var session =
        !turn.title().contains("greeting")
            ? Script.matching("")
                .calls("write_file", Map.of("path", "bye.txt", "content", "bye\n"))
                .finishes("Wrote bye.txt.")
                .session()
            : turn.request().toString().contains("Which greeting?") ? asking() : hello();
    return Mind.Thought.of(session.turns().get(turn.number()));
  }

  private static Recording.Session hello() {
    return Script.matching("Add a greeting")
        .says("I look first.")
        .calls("list_files", Map.of())
        .calls("read_file", Map.of("path", "README.md"))
        .calls("write_file", Map.of("path", "hello.txt", "content", "hello\n"))
        .calls("run_command", Map.of("command", "sh check.sh"))
        .finishes("Wrote hello.txt.")
        .session();
  }

  private static Recording.Session asking() {
    return Script.matching("Add a greeting")
        .calls("read_file", Map.of("path", "README.md"))
        .asks("Which greeting?", "hello", "good day")
        .calls("write_file", Map.of("path", "hello.txt", "content", "hello\n"))
        .finishes("Wrote hello.txt.")
        .session();
  }

  private List<Iteration> iterations() {
    return harness.services.iterations().list(Harness.PROJECT, 10, Optional.empty()).items();
  }

  private long attempts() {
    return harness.services.priorities().get(Harness.PROJECT, "PRIORITY-1").attempts();
  }
}
