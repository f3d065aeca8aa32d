package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.Priorities.Attempt;
import org.junit.jupiter.api.Test;

final class PrioritiesTest {
  private final DaemonScenario daemon = new DaemonScenario();
  private final Priorities priorities = new Priorities(daemon.world.documents);

  private Attempt attempt(String textHash, String iteration) {
    return daemon.world.documents.transact(
        tx -> Priorities.attempt(tx, PROJECT, "US-1/a", textHash, iteration));
  }

  @Test
  void unknownPriorityIsOpen() {
    var record = priorities.get(PROJECT, "P1");
    assertThat(record.state()).isEqualTo(PriorityState.OPEN);
    assertThat(record.attempts()).isZero();
    assertThat(record.cost()).isEqualTo(Usd.ZERO);
    assertThat(record.reserved()).isEqualTo(Usd.ZERO);
  }

  @Test
  void resumedIterationCountsOnce() {
    attempt("h", "i1");
    attempt("h", "i1");
    assertThat(priorities.get(PROJECT, "US-1/a").attempts()).isOne();
    assertThat(priorities.get(PROJECT, "US-1/a").lastIteration()).contains("i1");
  }

  @Test
  void priorityIsBlockedAfterThreeAttempts() {
    for (int i = 1; i <= 3; i++) {
      assertThat(attempt("h", "i" + i)).isInstanceOf(Attempt.Begun.class);
    }
    assertThat(attempt("h", "i4")).isInstanceOf(Attempt.Exhausted.class);
    assertThat(priorities.get(PROJECT, "US-1/a").state()).isEqualTo(PriorityState.BLOCKED);
  }

  @Test
  void changedTextStartsAnew() {
    for (int i = 1; i <= 4; i++) {
      attempt("h", "i" + i);
    }
    assertThat(attempt("h2", "i5")).isInstanceOf(Attempt.Begun.class);
    assertThat(priorities.get(PROJECT, "US-1/a").attempts()).isOne();
    assertThat(priorities.get(PROJECT, "US-1/a").state()).isEqualTo(PriorityState.OPEN);
    assertThat(priorities.get(PROJECT, "US-1/a").textHash()).contains("h2");
  }

  @Test
  void recordKeepsWhatIsKnown() {
    priorities.update(
        PROJECT,
        "P2",
        record ->
            record
                .with("lastOutcome", "gave_up")
                .with("branch", "b")
                .with("awaiting", "n1")
                .with("gone", null)
                .withPullRequest(3, "url")
                .withState(PriorityState.PROPOSED));
    var record = priorities.all(PROJECT).get("P2");
    assertThat(record).isNotNull();
    assertThat(record.lastOutcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(record.branch()).contains("b");
    assertThat(record.awaiting()).contains("n1");
    assertThat(record.pullRequestNumber()).contains(3L);
    assertThat(record.pullRequestUrl()).contains("url");
    assertThat(record.state()).isEqualTo(PriorityState.PROPOSED);
  }

  @Test
  void allPrioritiesAreFoundUnderTheirKeys() {
    attempt("h", "i1");
    priorities.update(PROJECT, ".hidden", record -> record);
    priorities.update(PROJECT, "100%", record -> record);
    assertThat(priorities.all(PROJECT)).containsOnlyKeys("US-1/a", ".hidden", "100%");
  }
}
