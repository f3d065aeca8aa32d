package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.Leases.Reservation;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class IterationsTest {
  private final DaemonScenario daemon = new DaemonScenario();
  private final Iterations iterations = daemon.iterations;

  private long begin(String id) {
    iterations.create(PROJECT, id);
    var fence = ((Reservation.Reserved) daemon.leases.take(PROJECT, id)).fence();
    iterations.begin(PROJECT, id, fence);
    return fence;
  }

  private static Iterations.Effect effect(String step, int progress) {
    return new Iterations.Effect(step, progress, Fields.empty().with("branch", "b"));
  }

  @Test
  void creatingTwiceKeepsTheFirst() {
    iterations.create(PROJECT, "i1");
    daemon.advance(Duration.ofHours(1));
    var again = iterations.create(PROJECT, "i1");
    assertThat(again).isEqualTo(iterations.get(PROJECT, "i1").orElseThrow());
    assertThat(again.createdAt()).isBefore(daemon.world.clock.instant());
    assertThat(again.state()).isEqualTo(IterationState.STARTING);
  }

  @Test
  void effectIsJournalledWithTheIterationAndTheProject() {
    var fence = begin("i1");
    iterations.journal(
        PROJECT,
        "i1",
        fence,
        effect("push", 80),
        one -> one.withPriority("P1", "First").with("branch", "b"));
    var entry = iterations.journalOf(PROJECT, "i1").getFirst();
    assertThat(entry.step()).isEqualTo("push");
    assertThat(entry.number()).isOne();
    assertThat(entry.fence()).isEqualTo(fence);
    assertThat(entry.at()).isEqualTo(daemon.world.clock.instant());
    assertThat(entry.effect().text("branch")).contains("b");
    var iteration = iterations.get(PROJECT, "i1").orElseThrow();
    assertThat(iteration.branch()).contains("b");
    assertThat(iteration.step()).contains("push");
    assertThat(iteration.priority()).contains("P1");
    assertThat(daemon.project().progress()).isEqualTo(80);
    assertThat(daemon.project().step()).contains("push");
    assertThat(daemon.project().currentPriority()).contains("First");
    assertThat(daemon.project().lastActivity()).contains(daemon.world.clock.instant());
  }

  @Test
  void commitsAreCountedByTheDay() {
    var today = LocalDate.ofInstant(daemon.world.clock.instant(), ZoneOffset.UTC);
    var fence = begin("i1");
    iterations.journal(PROJECT, "i1", fence, effect("commit", 80), one -> one);
    iterations.journal(PROJECT, "i1", fence, effect("push", 90), one -> one);
    assertThat(daemon.project().commitsOn(today)).isOne();
    iterations.end(PROJECT, "i1", fence, IterationOutcome.PULL_REQUEST, "done");
    daemon.advance(Duration.ofDays(1));
    assertThat(daemon.project().commitsOn(today.plusDays(1))).isZero();
    iterations.journal(PROJECT, "i2", begin("i2"), effect("commit", 80), one -> one);
    assertThat(daemon.project().commitsOn(today.plusDays(1))).isOne();
  }

  @Test
  void journalIsNumberedWithoutGaps() {
    var fence = begin("i1");
    for (int i = 1; i <= 12; i++) {
      iterations.journal(PROJECT, "i1", fence, effect("step" + i, i), one -> one);
    }
    assertThat(iterations.journalOf(PROJECT, "i1"))
        .extracting(JournalEntry::number)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  @Test
  @FaultRow({"L2"})
  void staleFenceWritesNoJournal() {
    var fence = begin("i1");
    daemon.advance(Leases.TIME_TO_LIVE);
    assertThatThrownBy(
            () -> iterations.journal(PROJECT, "i1", fence, effect("push", 80), one -> one))
        .isInstanceOf(StaleFenceException.class);
    assertThat(iterations.journalOf(PROJECT, "i1")).isEmpty();
    assertThat(daemon.project().step()).isEmpty();
  }

  @Test
  void progressIsAPercentage() {
    assertThatThrownBy(() -> effect("x", 101)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> effect("x", -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endReleasesTheLeaseAndKeepsTheOutcome() {
    var fence = begin("i1");
    iterations.end(PROJECT, "i1", fence, IterationOutcome.PULL_REQUEST, "made #7");
    var ended = iterations.get(PROJECT, "i1").orElseThrow();
    assertThat(ended.state()).isEqualTo(IterationState.ENDED);
    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(ended.outcomeMessage()).contains("made #7");
    assertThat(daemon.project().lease()).isEmpty();
    assertThat(daemon.project().lastOutcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(daemon.project().lastMessage()).contains("made #7");
    assertThat(iterations.unfinished(PROJECT)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"STOPPED", "TRY_AGAIN", "USER_ERROR"})
  void iterationThatEndedEarlyGoesOnLater(IterationOutcome outcome) {
    var fence = begin("i1");
    iterations.end(PROJECT, "i1", fence, outcome, "later");
    assertThat(iterations.unfinished(PROJECT)).extracting(Iteration::id).containsExactly("i1");
    assertThat(iterations.get(PROJECT, "i1").orElseThrow().state())
        .isEqualTo(IterationState.INTERRUPTED);
  }

  @ParameterizedTest
  @EnumSource(names = {"PULL_REQUEST", "NOTHING_TO_DO", "NOTHING_UNDERSTOOD", "GAVE_UP", "BLOCKED"})
  void iterationThatIsOverIsOver(IterationOutcome outcome) {
    var fence = begin("i1");
    var ended = iterations.end(PROJECT, "i1", fence, outcome, "over");
    assertThat(ended.state()).isEqualTo(IterationState.ENDED);
    assertThatThrownBy(() -> ended.state().transition(new IterationEvent.Claimed()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void killedIterationIsUnfinished() {
    begin("i1");
    daemon.advance(Leases.TIME_TO_LIVE);
    assertThat(iterations.unfinished(PROJECT)).extracting(Iteration::id).containsExactly("i1");
  }

  @Test
  void waitingIterationIsListedAsWaitingOnly() {
    var fence = begin("i1");
    iterations.end(PROJECT, "i1", fence, IterationOutcome.WAITING, "asked");
    assertThat(iterations.unfinished(PROJECT)).isEmpty();
    assertThat(iterations.waiting(PROJECT)).extracting(Iteration::id).containsExactly("i1");
    assertThat(daemon.project().fields().text("phase")).contains("stopped");
  }

  @Test
  void resumedIterationForgetsItsEarlierOutcome() {
    var fence = begin("i1");
    iterations.end(PROJECT, "i1", fence, IterationOutcome.TRY_AGAIN, "host away");
    var resumed = ((Reservation.Reserved) daemon.leases.take(PROJECT, "i1")).fence();
    var running = iterations.begin(PROJECT, "i1", resumed);
    assertThat(running.state()).isEqualTo(IterationState.RUNNING);
    assertThat(running.outcome()).isEmpty();
    assertThat(running.outcomeMessage()).isEmpty();
  }

  @Test
  void newestIterationComesFirst() {
    for (var id : new String[] {"a", "b", "c"}) {
      iterations.create(PROJECT, id);
      daemon.advance(Duration.ofSeconds(1));
    }
    var page = iterations.list(PROJECT, 2, Optional.empty());
    assertThat(page.items()).extracting(Iteration::id).containsExactly("c", "b");
    assertThat(iterations.list(PROJECT, 2, page.nextCursor()).items())
        .extracting(Iteration::id)
        .containsExactly("a");
  }

  @Test
  void unknownFieldsSurvive() {
    var fence = begin("i1");
    iterations.journal(
        PROJECT, "i1", fence, effect("a", 1), one -> one.with("fromTheFuture", "kept"));
    iterations.journal(PROJECT, "i1", fence, effect("b", 2), one -> one.with("branch", "x"));
    assertThat(iterations.get(PROJECT, "i1").orElseThrow().fields().text("fromTheFuture"))
        .contains("kept");
  }

  @Test
  void everyFieldOfAnIterationComesBack() {
    var usage = new Usage(1, 2, 3, 4, 5);
    var iteration =
        iterations
            .create(PROJECT, "i1")
            .with("baseCommit", "c0")
            .with("commit", "c1")
            .with("question", "q1")
            .withData("cursor", 7)
            .withData("gone", "x")
            .withData("gone", null)
            .withPullRequest(9, "https://host/9")
            .withTests("before", Fields.empty().with("passed", 3))
            .withTests("after", Fields.empty().with("passed", 4))
            .withTiming("push", Duration.ofMillis(12))
            .charged(usage, Usd.of("0.5"))
            .charged(usage, Usd.of("0.25"));
    assertThat(iteration.baseCommit()).contains("c0");
    assertThat(iteration.commit()).contains("c1");
    assertThat(iteration.question()).contains("q1");
    assertThat(iteration.execution()).isEmpty();
    assertThat(iteration.data().number("cursor")).contains(7L);
    assertThat(iteration.data().has("gone")).isFalse();
    assertThat(iteration.pullRequestNumber()).contains(9L);
    assertThat(iteration.pullRequestUrl()).contains("https://host/9");
    assertThat(iteration.tests().fields("before").number("passed")).contains(3L);
    assertThat(iteration.tests().fields("after").number("passed")).contains(4L);
    assertThat(iteration.timings().number("push")).contains(12L);
    assertThat(iteration.usage()).isEqualTo(new Usage(2, 4, 6, 8, 10));
    assertThat(iteration.cost()).isEqualTo(Usd.of("0.75"));
    assertThat(iteration.priorityTitle()).isEmpty();
  }

  @Test
  void missingIterationIsAMistakeOfOurs() {
    assertThatThrownBy(
            () -> daemon.world.documents.transact(tx -> Iterations.require(tx, PROJECT, "nothing")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void outcomesHaveTheExitCodesOfTheCommandLine() {
    assertThat(IterationOutcome.PULL_REQUEST.exitCode()).isZero();
    assertThat(IterationOutcome.NOTHING_TO_DO.exitCode()).isEqualTo(10);
    assertThat(IterationOutcome.WAITING.exitCode()).isEqualTo(11);
    assertThat(IterationOutcome.GAVE_UP.exitCode()).isEqualTo(12);
    assertThat(IterationOutcome.BLOCKED.exitCode()).isEqualTo(12);
    assertThat(IterationOutcome.TRY_AGAIN.exitCode()).isEqualTo(20);
    assertThat(IterationOutcome.USER_ERROR.exitCode()).isOne();
    assertThat(IterationOutcome.of("pull_request")).isEqualTo(IterationOutcome.PULL_REQUEST);
  }

  @Test
  void everyIterationThatWaitsIsFoundHoweverManyDo() {
    for (var number = 0; number < 130; number++) {
      var waiting = iterations.create(PROJECT, "i" + number);
      daemon.world.documents.transact(
          tx -> Iterations.put(tx, PROJECT, waiting.with("state", "waiting")));
    }
    assertThat(iterations.waiting(PROJECT)).hasSize(130);
  }
}
