package io.codedeveloper.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Ledger.Reservation;
import io.codedeveloper.budget.Ledger.Reserving;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import io.codedeveloper.testing.Seeds;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// `spent ≤ charged ≤ budget`, whatever several iterations of several projects reserve, settle,
/// settle twice, or leave behind when they crash.
final class BudgetPropertyTest {
  private static final List<ProjectId> PROJECTS =
      List.of(new ProjectId("one"), new ProjectId("two"), new ProjectId("three"));
  private static final Budget BUDGET = new Budget(Usd.of("5"), Usd.of("8"), Usd.of("20"));
  private static final Usage USAGE = new Usage(10, 20, 0, 0, 0);

  private final InMemoryPlatform world = new InMemoryPlatform();
  private final Ledger ledger = new Ledger(world.platform().ids());

  @Test
  @FaultRow({"M5", "M15", "M16"})
  void noInterleavingPassesAnyLimit() {
    Seeds.forAll(150, random -> new BudgetPropertyTest().interleave(random, 120));
  }

  @Test
  @FaultRow("M5")
  void concurrentCallsOfSeveralProjectsPassNoLimit() throws Exception {
    var calls = new ArrayList<Callable<Void>>();
    for (var worker = 0; worker < 12; worker++) {
      var random = new Random(worker);
      calls.add(() -> {
        for (var call = 0; call < 60; call++) {
          call(random);
        }
        return null;
      });
    }
    try (var threads = Executors.newFixedThreadPool(calls.size())) {
      for (var done : threads.invokeAll(calls)) {
        done.get();
      }
    }
    assertEveryLimitHolds(Map.of());
  }

  /// One call of one iteration: reserved, and then settled, or never.
  private void call(Random random) {
    var reserving = reserve(random);
    if (reserving instanceof Reserving.Reserved(var reservation) && random.nextInt(4) > 0) {
      settle(reservation, random);
    }
  }

  private void interleave(Random random, int steps) {
    var open = new ArrayList<Reservation>();
    var unknown = new HashMap<DocumentPath, Usd>();
    for (var step = 0; step < steps; step++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          if (reserve(random) instanceof Reserving.Reserved(var reservation)) {
            open.add(reservation);
          }
        }
        case 3, 4, 5 -> {
          if (!open.isEmpty()) {
            settleOnceOrTwice(open.remove(random.nextInt(open.size())), random);
          }
        }
        case 6 -> {
          // A crash: nobody knows any more what came of these calls.
          open.forEach(lost ->
              unknown.merge(
                  new ProjectDocuments(lost.project()).ledger(lost.day()),
                  lost.amount(),
                  Usd::plus));
          open.clear();
        }
        default -> world.clock.advance(Duration.ofHours(random.nextInt(9)));
      }
      assertEveryLimitHolds(unknown);
    }
  }

  private Reserving reserve(Random random) {
    var project = PROJECTS.get(random.nextInt(PROJECTS.size()));
    var priority = "P" + random.nextInt(3);
    var amount = new Usd(1 + random.nextInt(1_500_000));
    var purpose = new Ledger.Purpose(project, priority, "implement", "m");
    return world.documents.transact(tx -> ledger.reserve(tx, purpose, amount, BUDGET));
  }

  private void settleOnceOrTwice(Reservation reservation, Random random) {
    settle(reservation, random);
    if (random.nextInt(3) == 0) {
      settle(reservation, random);
    }
  }

  private void settle(Reservation reservation, Random random) {
    var cost = new Usd(random.nextLong(reservation.amount().micros() + 1));
    world.documents.transact(tx -> ledger.settle(tx, reservation, USAGE, cost));
  }

  /// @param unknown what must still be set aside by day, because nobody knows what came of it
  private void assertEveryLimitHolds(Map<DocumentPath, Usd> unknown) {
    var today = LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC);
    for (var project : PROJECTS) {
      var documents = new ProjectDocuments(project);
      for (var back = 0; back < 3; back++) {
        var path = documents.ledger(today.minusDays(back));
        assertThat(account(path, "spentUsd").reserved())
            .isGreaterThanOrEqualTo(unknown.getOrDefault(path, Usd.ZERO));
      }
      for (var priority : List.of("P0", "P1", "P2")) {
        assertWithin(account(documents.priority(priority), "costUsd"), BUDGET.perPriority());
      }
    }
    for (var back = 0; back < 3; back++) {
      var day = today.minusDays(back);
      assertTogetherWithin(documents -> documents.ledger(day), BUDGET.perDay());
    }
    var month = YearMonth.from(today);
    assertTogetherWithin(documents -> documents.ledger(month), BUDGET.perMonth());
  }

  /// It is the sum of all projects that a day or month may cost.
  private void assertTogetherWithin(Function<ProjectDocuments, DocumentPath> path, Usd limit) {
    var spent = Usd.ZERO;
    var charged = Usd.ZERO;
    for (var project : PROJECTS) {
      var account = account(path.apply(new ProjectDocuments(project)), "spentUsd");
      assertThat(account.spent()).isLessThanOrEqualTo(account.charged());
      spent = spent.plus(account.spent());
      charged = charged.plus(account.charged());
    }
    assertThat(spent).isLessThanOrEqualTo(charged);
    assertThat(charged).isLessThanOrEqualTo(limit);
  }

  private static void assertWithin(Account account, Usd limit) {
    assertThat(account.spent()).isLessThanOrEqualTo(account.charged());
    assertThat(account.charged()).isLessThanOrEqualTo(limit);
  }

  private Account account(DocumentPath path, String spentField) {
    var fields = world.documents.get(path).map(Document::fields).orElseGet(Fields::empty);
    return new Account(path, fields, spentField);
  }
}
