package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Ledger;
import io.codedeveloper.budget.Ledger.Purpose;
import io.codedeveloper.budget.Ledger.Reserving.Reserved;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.Leases.Reservation;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same work leaves the same documents whenever it is done.
final class StoredDocumentsTest {
  private static final ProjectId PROJECT = new ProjectId("demo");
  private static final String NOON = "2026-11-22T12:00:00Z";
  private static final Budget BUDGET = new Budget(Usd.of("5"), Usd.of("8"), Usd.of("10"));

  /// One iteration, with three calls and commits at ten minutes' distance.
  private static final class Work {
    private final InMemoryPlatform world = new InMemoryPlatform();
    private final Leases leases = new Leases(world.documents, Duration.ofHours(1));
    private final Iterations iterations = new Iterations(world.documents, leases);
    private final Ledger ledger = new Ledger(world.platform().ids());

    Work(String begin) {
      world.clock.advance(Duration.between(world.clock.instant(), Instant.parse(begin)));
      new Projects(world.documents).create(PROJECT, ProjectSettings.of("/srv/repository"));
    }

    Map<String, String> costing(String... costs) {
      iterations.create(PROJECT, "i1");
      var fence = ((Reservation.Reserved) leases.take(PROJECT, "i1")).fence();
      iterations.begin(PROJECT, "i1", fence);
      for (var cost : costs) {
        call(fence, cost);
        var commit = new Iterations.Effect("commit", 50, Fields.empty());
        iterations.journal(PROJECT, "i1", fence, commit, one -> one);
        world.clock.advance(Duration.ofMinutes(10));
      }
      return StoredDocuments.of(world.documents, PROJECT, "/home/of-the-run");
    }

    private void call(long fence, String cost) {
      var purpose = new Purpose(PROJECT, "P1", "implement", "model-1");
      var reserved =
          world.documents.transact(tx -> ledger.reserve(tx, purpose, Usd.of("1"), BUDGET));
      var reservation = ((Reserved) reserved).reservation();
      leases.fenced(
          PROJECT,
          fence,
          (tx, now) -> {
            var settled = ledger.settle(tx, reservation, new Usage(10, 20, 0, 0, 0), Usd.of(cost));
            return Projects.put(tx, now.withSpent(reservation.day(), settled.spent()));
          });
    }
  }

  private static Map<String, String> documents(String begin, String... costs) {
    return new Work(begin).costing(costs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T23:45:00Z",
        "2026-11-22T23:55:00Z",
        "2026-11-30T23:45:00Z",
        "2026-12-31T23:55:00Z"
      })
  void midnightBetweenTheCallsOfARunChangesNothing(String begin) {
    assertThat(documents(begin, "0.1", "0.2", "0.4"))
        .isEqualTo(documents(NOON, "0.1", "0.2", "0.4"));
  }

  @Test
  void whatWasSpentAndCommittedIsCompared() {
    var usual = documents(NOON, "0.1", "0.2");
    assertThat(documents(NOON, "0.1", "0.3")).isNotEqualTo(usual);
    assertThat(documents(NOON, "0.1", "0.2", "0")).isNotEqualTo(usual);
    assertThat(usual.values()).anyMatch(one -> one.contains("spentUsd=0.3"));
  }

  @Test
  void countOfADayThatNothingBearsOutIsSeen() {
    var work = new Work(NOON);
    work.costing("0.1");
    var sound = StoredDocuments.of(work.world.documents, PROJECT, "/home/of-the-run");
    for (var wrong : Map.of("commits", "count", "spent", "usd").entrySet()) {
      var project = new Projects(work.world.documents).get(PROJECT).orElseThrow();
      var counted = project.fields().fields(wrong.getKey()).with(wrong.getValue(), 7L);
      work.world.documents.transact(tx -> Projects.put(tx, project.with(wrong.getKey(), counted)));
      assertThat(StoredDocuments.of(work.world.documents, PROJECT, "/home/of-the-run"))
          .isNotEqualTo(sound);
    }
  }
}
