package io.codedeveloper.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Ledger.Purpose;
import io.codedeveloper.budget.Ledger.Reservation;
import io.codedeveloper.budget.Ledger.Reserving;
import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private static final ProjectId PROJECT = new ProjectId("demo");
  private static final ProjectDocuments DOCUMENTS = new ProjectDocuments(PROJECT);
  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
  private static final Usage USAGE = new Usage(10, 20, 0, 0, 0);
  private static final Budget BUDGET = new Budget(Usd.of("5"), Usd.of("8"), Usd.of("10"));

  private final InMemoryPlatform world = new InMemoryPlatform();
  private final Ledger ledger = new Ledger(world.platform().ids());

  private static Purpose purpose(ProjectId project, String priority) {
    return new Purpose(project, priority, "implement", "model-1");
  }

  private Reserving reserve(String priority, String amount) {
    return world.documents.transact(
        tx -> ledger.reserve(tx, purpose(PROJECT, priority), Usd.of(amount), BUDGET));
  }

  private Reserving reserve(ProjectId project, String amount, Budget limits) {
    return world.documents.transact(
        tx -> ledger.reserve(tx, purpose(project, "P1"), Usd.of(amount), limits));
  }

  private Reservation reserved(String priority, String amount) {
    return ((Reserving.Reserved) reserve(priority, amount)).reservation();
  }

  private void settle(Reservation reservation, String cost) {
    world.documents.transact(tx -> {
      ledger.settle(tx, reservation, USAGE, Usd.of(cost));
      return true;
    });
  }

  private Fields day() {
    return world.documents.get(DOCUMENTS.ledger(TODAY)).map(Document::fields).orElseThrow();
  }

  @Test
  void worstCaseIsChargedUntilItIsSettled() {
    var reservation = reserved("P1", "2");
    assertThat(day().decimal("reservedUsd")).contains(2.0);
    settle(reservation, "0.5");
    assertThat(day().decimal("reservedUsd")).contains(0.0);
    assertThat(day().decimal("spentUsd")).contains(0.5);
    assertThat(Ledger.spent(world.documents, PROJECT, TODAY)).isEqualTo(Usd.of("0.5"));
    assertThat(Ledger.spent(world.documents, PROJECT, TODAY.plusDays(1))).isEqualTo(Usd.ZERO);
  }

  @Test
  void settlingTwiceChargesOnce() {
    var reservation = reserved("P1", "2");
    settle(reservation, "0.5");
    var again =
        world.documents.transact(tx -> ledger.settle(tx, reservation, USAGE, Usd.of("0.5")));
    assertThat(again).isEqualTo(new Ledger.Settlement(Usd.ZERO, Usd.of("0.5")));
    assertThat(day().decimal("spentUsd")).contains(0.5);
  }

  @Test
  @FaultRow("M5")
  void unsettledAmountStaysCharged() {
    reserved("P1", "3");
    assertThat(reserve("P1", "3"))
        .isInstanceOfSatisfying(
            Reserving.Refused.class,
            refused ->
                assertThat(refused.refusal().why())
                    .contains("the priority", "$3.0000 of $5.0000", "budgets.perPriorityUsd"));
  }

  @Test
  void dayAndMonthHaveTheirOwnLimits() {
    settle(reserved("P1", "5"), "5");
    assertThat(reserve("P2", "4"))
        .isInstanceOfSatisfying(
            Reserving.Refused.class, no -> assertThat(no.refusal().why()).contains("the day"));
    settle(reserved("P2", "3"), "3");
    world.clock.advance(Duration.ofDays(1));
    assertThat(reserve("P3", "3"))
        .isInstanceOfSatisfying(
            Reserving.Refused.class, no -> assertThat(no.refusal().why()).contains("the month"));
    assertThat(reserve("P3", "2")).isInstanceOf(Reserving.Reserved.class);
  }

  @Test
  @FaultRow("M15")
  void whatOneProjectIsChargedIsMissingForTheOthers() {
    settle(reserved("P1", "5"), "4");
    var other = new ProjectId("other");
    var more = new Budget(Usd.of("5"), Usd.of("9"), Usd.of("10"));
    assertThat(reserve(other, "4.5", BUDGET))
        .isInstanceOfSatisfying(
            Reserving.Refused.class,
            no ->
                assertThat(no.refusal().why())
                    .contains("the day (all projects together)", "$4.0000 of $8.0000"));
    assertThat(reserve(other, "4.5", more)).isInstanceOf(Reserving.Reserved.class);
    assertThat(Ledger.spent(world.documents, other, TODAY)).isEqualTo(Usd.ZERO);
  }

  @Test
  void whatAProjectWasChargedBeforeAllWereCountedTogetherStaysCharged() {
    settle(reserved("P1", "5"), "5");
    world.documents.transact(tx -> {
      tx.delete(new CollectionPath("ledger").document(TODAY.toString()));
      tx.delete(new CollectionPath("ledger").document(YearMonth.from(TODAY).toString()));
      return true;
    });
    assertThat(reserve("P2", "4")).isInstanceOf(Reserving.Refused.class);
  }

  @Test
  @FaultRow("M16")
  void costBelongsToTheDayOfItsReservation() {
    var reservation = reserved("P1", "1");
    world.clock.advance(Duration.ofHours(13));
    settle(reservation, "0.75");
    assertThat(day().decimal("spentUsd")).contains(0.75);
    assertThat(world.documents.get(DOCUMENTS.ledger(TODAY.plusDays(1)))).isEmpty();
  }

  @Test
  void costAboveTheWorstCaseIsChargedInFullAndToldAndTheNextReservationSeesIt() {
    var reservation = reserved("P1", "1");
    var settled =
        world.documents.transact(tx -> ledger.settle(tx, reservation, USAGE, Usd.of("4.5")));
    assertThat(settled).isEqualTo(new Ledger.Settlement(Usd.of("3.5"), Usd.of("4.5")));
    assertThat(day().decimal("spentUsd")).contains(4.5);
    assertThat(reserve("P1", "0.6")).isInstanceOf(Reserving.Refused.class);
  }

  @Test
  void refusalTellsWhenTheLimitTurnsAndHowMuchIsNeeded() {
    settle(reserved("P1", "5"), "5");
    settle(reserved("P2", "3"), "3");
    var day = ((Reserving.Refused) reserve("P2", "1")).refusal();
    assertThat(day.limit()).isEqualTo(Limit.DAY);
    assertThat(day.needed()).isEqualTo(Usd.of("9"));
    assertThat(day.until()).contains(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(day.why()).contains("2026-03-02T00:00:00Z", "--budget-per-day", "$9.00 or more");
    assertThat(BudgetRefusal.from(day.toFields())).contains(day);
    world.clock.advance(Duration.ofDays(1));
    settle(reserved("P3", "2"), "2");
    var month = ((Reserving.Refused) reserve("P3", "1")).refusal();
    assertThat(month.limit()).isEqualTo(Limit.MONTH);
    assertThat(month.until()).contains(Instant.parse("2026-04-01T00:00:00Z"));
  }

  @Test
  void amountThatTheUserIsToldToRaiseToIsEnough() {
    settle(reserved("P1", "4.9"), "4.9");
    var refusal = ((Reserving.Refused) reserve("P1", "0.412349")).refusal();
    assertThat(refusal.needed()).isEqualTo(Usd.of("5.312349"));
    assertThat(refusal.why()).endsWith("(on one machine: --budget-per-priority) to $5.32 or more");
  }

  @Test
  void costIsEnteredByModelAndPriority() {
    settle(reserved("P1", "1"), "0.5");
    settle(reserved("P2", "1"), "0.25");
    var models = day().fields("models").fields("model-1");
    assertThat(models.decimal("spentUsd")).contains(0.75);
    assertThat(models.number("calls")).contains(2L);
    assertThat(models.number("tokens")).contains(60L);
    assertThat(day().fields("priorities").fields("P2").decimal("spentUsd")).contains(0.25);
    var month = world.documents.get(DOCUMENTS.ledger(YearMonth.from(TODAY))).orElseThrow();
    assertThat(month.fields().decimal("spentUsd")).contains(0.75);
    var priority = world.documents.get(DOCUMENTS.priority("P1")).orElseThrow();
    assertThat(priority.fields().decimal("costUsd")).contains(0.5);
  }

  @Test
  void budgetComesBackFromItsFieldsAndHasDefaults() {
    assertThat(Budget.from(BUDGET.toFields())).isEqualTo(BUDGET);
    assertThat(Budget.from(Fields.empty())).isEqualTo(Budget.DEFAULT);
  }
}
