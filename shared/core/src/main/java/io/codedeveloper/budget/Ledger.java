package io.codedeveloper.budget;

import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.IdSource;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/// Keeps what model calls cost: the worst case is reserved before a call, the real cost settled
/// after it.
///
/// What is never settled stays charged. Amounts belong to the day and month (UTC) of their
/// reservation. Everything runs inside a transaction that the caller fences: reads first, so
/// nothing may be written in it before.
public final class Ledger {
  private final IdSource ids;

  public Ledger(IdSource ids) {
    this.ids = ids;
  }

  /// Sets the worst case of a call aside where every limit has room for it.
  ///
  /// @param priority the priority's key
  public Reserving reserve(
      Transaction tx,
      ProjectId project,
      String priority,
      String model,
      Usd worstCase,
      Budget limits) {
    var day = LocalDate.ofInstant(tx.time(), ZoneOffset.UTC);
    var reservation = new Reservation(ids.next(), project, priority, model, worstCase, day);
    var accounts = Accounts.read(tx, reservation);
    var refusal = accounts.refusal(reservation, limits);
    if (refusal.isPresent()) {
      return new Reserving.Refused(refusal.get());
    }
    accounts.reserve(reservation, tx.time()).write(tx);
    return new Reserving.Reserved(reservation);
  }

  /// Replaces what was set aside by what the call really cost; a second time nothing happens.
  ///
  /// A cost above the amount set aside is charged as it is: the next reservation finds less room.
  ///
  /// @return by how much the cost was above the amount; zero when all is as it should be
  public Usd settle(Transaction tx, Reservation reservation, Usage usage, Usd cost) {
    var accounts = Accounts.read(tx, reservation);
    if (!accounts.outstanding(reservation)) {
      return Usd.ZERO;
    }
    accounts.settle(reservation, usage, cost, tx.time()).write(tx);
    return cost.minus(reservation.amount());
  }

  /// What a day's settled calls cost.
  public static Usd spent(DocumentStore store, ProjectId project, LocalDate day) {
    return store
        .get(new ProjectDocuments(project).ledger(day))
        .flatMap(document -> document.fields().decimal("spentUsd"))
        .map(Usd::ofStored)
        .orElse(Usd.ZERO);
  }

  /// An amount that is set aside.
  public record Reservation(
      String id, ProjectId project, String priority, String model, Usd amount, LocalDate day) {
    DocumentPath dayPath() {
      return new ProjectDocuments(project).ledger(day);
    }

    DocumentPath monthPath() {
      return new ProjectDocuments(project).ledger(YearMonth.from(day));
    }

    DocumentPath priorityPath() {
      return new ProjectDocuments(project).priority(priority);
    }
  }

  /// What became of a reservation.
  public sealed interface Reserving {
    record Reserved(Reservation reservation) implements Reserving {}

    /// Nothing was set aside.
    record Refused(BudgetRefusal refusal) implements Reserving {}
  }

  /// The three documents that every amount is entered in.
  private record Accounts(
      DocumentPath dayPath,
      Account day,
      DocumentPath monthPath,
      Account month,
      DocumentPath priorityPath,
      Account priority) {
    static Accounts read(Transaction tx, Reservation reservation) {
      return new Accounts(
          reservation.dayPath(),
          Account.read(tx, reservation.dayPath(), "spentUsd"),
          reservation.monthPath(),
          Account.read(tx, reservation.monthPath(), "spentUsd"),
          reservation.priorityPath(),
          Account.read(tx, reservation.priorityPath(), "costUsd")
              .with("key", reservation.priority()));
    }

    /// The priority's first, so that the others go on; the month's before the day's, which turns
    /// earlier in vain.
    Optional<BudgetRefusal> refusal(Reservation wanted, Budget limits) {
      var amount = wanted.amount();
      return priority
          .refusal(Limit.PRIORITY, amount, limits.perPriority(), wanted.day())
          .or(() -> month.refusal(Limit.MONTH, amount, limits.perMonth(), wanted.day()))
          .or(() -> day.refusal(Limit.DAY, amount, limits.perDay(), wanted.day()));
    }

    boolean outstanding(Reservation reservation) {
      return day.fields().fields("reservations").has(reservation.id());
    }

    Accounts reserve(Reservation reservation, Instant now) {
      var open =
          day.fields().fields("reservations").with(reservation.id(), reservation.amount().stored());
      return with(
          day.reserve(reservation.amount())
              .with("reservations", open)
              .with("date", reservation.day().toString())
              .with("updatedAt", now),
          month
              .reserve(reservation.amount())
              .with("date", YearMonth.from(reservation.day()).toString())
              .with("updatedAt", now),
          priority.reserve(reservation.amount()));
    }

    Accounts settle(Reservation reservation, Usage usage, Usd cost, Instant now) {
      var open = day.fields().fields("reservations").without(reservation.id());
      var amount = reservation.amount();
      return with(
          day.settle(amount, cost)
              .with("reservations", open)
              .adding("models", reservation.model(), usage, cost)
              .adding("priorities", reservation.priority(), usage, cost)
              .with("updatedAt", now),
          month
              .settle(amount, cost)
              .adding("models", reservation.model(), usage, cost)
              .adding("priorities", reservation.priority(), usage, cost)
              .with("updatedAt", now),
          priority.settle(amount, cost));
    }

    void write(Transaction tx) {
      tx.put(dayPath, day.fields());
      tx.put(monthPath, month.fields());
      tx.put(priorityPath, priority.fields());
    }

    private Accounts with(Account newDay, Account newMonth, Account newPriority) {
      return new Accounts(dayPath, newDay, monthPath, newMonth, priorityPath, newPriority);
    }
  }
}
