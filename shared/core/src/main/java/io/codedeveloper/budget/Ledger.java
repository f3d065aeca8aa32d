package io.codedeveloper.budget;

import io.codedeveloper.platform.CollectionPath;
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
import java.util.stream.Stream;

/// Keeps what model calls cost: the worst case is reserved before a call, the real cost settled
/// after it.
///
/// What is never settled stays charged. Amounts belong to the day and month (UTC) of their
/// reservation, of their project and of all projects together: it is all of them that a limit of
/// the day or month is held against. Everything runs inside a transaction that the caller fences:
/// reads first, so nothing may be written in it before.
public final class Ledger {
  /// What all projects of the installation are charged together, by day and by month.
  static final CollectionPath TOGETHER = new CollectionPath("ledger");

  private final IdSource ids;

  public Ledger(IdSource ids) {
    this.ids = ids;
  }

  /// Sets the worst case of a call aside where every limit has room for it.
  public Reserving reserve(Transaction tx, Purpose purpose, Usd worstCase, Budget limits) {
    var day = LocalDate.ofInstant(tx.time(), ZoneOffset.UTC);
    var reservation = new Reservation(ids.next(), purpose, worstCase, day);
    var accounts = Accounts.read(tx, reservation);
    var refusal = accounts.refusal(reservation, limits);
    if (refusal.isPresent()) {
      return new Reserving.Refused(refusal.get());
    }
    accounts.reserve(reservation, tx.time()).write(tx);
    return new Reserving.Reserved(reservation);
  }

  /// Why [#reserve] would refuse the call now; empty where every limit has room for it. Nothing is
  /// set aside.
  public Optional<BudgetRefusal> refusal(
      Transaction tx, ProjectId project, String priority, Usd worstCase, Budget limits) {
    var day = LocalDate.ofInstant(tx.time(), ZoneOffset.UTC);
    var wanted = new Reservation("", new Purpose(project, priority, "", ""), worstCase, day);
    return Accounts.read(tx, wanted).refusal(wanted, limits);
  }

  /// Replaces what was set aside by what the call really cost; a second time nothing happens.
  ///
  /// A cost above the amount set aside is charged as it is: the next reservation finds less room.
  public Settlement settle(Transaction tx, Reservation reservation, Usage usage, Usd cost) {
    var accounts = Accounts.read(tx, reservation);
    if (!accounts.outstanding(reservation)) {
      return new Settlement(Usd.ZERO, accounts.day().spent());
    }
    var settled = accounts.settle(reservation, usage, cost, tx.time());
    settled.write(tx);
    return new Settlement(cost.minus(reservation.amount()), settled.day().spent());
  }

  /// What a day's settled calls cost.
  public static Usd spent(DocumentStore store, ProjectId project, LocalDate day) {
    return store
        .get(new ProjectDocuments(project).ledger(day))
        .flatMap(document -> document.fields().decimal("spentUsd"))
        .map(Usd::ofStored)
        .orElse(Usd.ZERO);
  }

  /// What a call is for.
  ///
  /// @param priority the priority's key
  /// @param phase the step of the iteration that makes it
  public record Purpose(ProjectId project, String priority, String phase, String model) {}

  /// An amount that is set aside.
  public record Reservation(String id, Purpose purpose, Usd amount, LocalDate day) {
    public ProjectId project() {
      return purpose.project();
    }

    String priority() {
      return purpose.priority();
    }
  }

  /// What a call cost in the end.
  ///
  /// @param above by how much the cost was above the amount; zero when all is as it should be
  /// @param spent what the project's calls of that day cost together
  public record Settlement(Usd above, Usd spent) {}

  /// What became of a reservation.
  public sealed interface Reserving {
    record Reserved(Reservation reservation) implements Reserving {}

    /// Nothing was set aside.
    record Refused(BudgetRefusal refusal) implements Reserving {}
  }

  /// The documents that every amount is entered in: the project's, and those of all projects.
  private record Accounts(
      Account day, Account month, Account priority, Account dayOfAll, Account monthOfAll) {
    static Accounts read(Transaction tx, Reservation reservation) {
      var documents = new ProjectDocuments(reservation.project());
      var day = reservation.day();
      var month = YearMonth.from(day);
      return new Accounts(
          Account.read(tx, documents.ledger(day), "spentUsd"),
          Account.read(tx, documents.ledger(month), "spentUsd"),
          Account.read(tx, documents.priority(reservation.priority()), "costUsd")
              .with("key", reservation.priority()),
          Account.read(tx, TOGETHER.document(day.toString()), "spentUsd"),
          Account.read(tx, TOGETHER.document(month.toString()), "spentUsd"));
    }

    /// The priority's first, so that the others go on; the month's before the day's, which turns
    /// earlier in vain. A project's own count where it is the older one.
    Optional<BudgetRefusal> refusal(Reservation wanted, Budget limits) {
      var amount = wanted.amount();
      var date = wanted.day();
      return priority
          .refusal(Limit.PRIORITY, amount, limits.perPriority(), date)
          .or(() -> monthOfAll.refusal(Limit.MONTH, amount, limits.perMonth(), date))
          .or(() -> month.refusal(Limit.MONTH, amount, limits.perMonth(), date))
          .or(() -> dayOfAll.refusal(Limit.DAY, amount, limits.perDay(), date))
          .or(() -> day.refusal(Limit.DAY, amount, limits.perDay(), date));
    }

    boolean outstanding(Reservation reservation) {
      return day.fields().fields("reservations").has(reservation.id());
    }

    Accounts reserve(Reservation reservation, Instant now) {
      var amount = reservation.amount();
      var open = day.fields().fields("reservations").with(reservation.id(), amount.stored());
      var date = reservation.day().toString();
      var month = YearMonth.from(reservation.day()).toString();
      return new Accounts(
          dated(day.reserve(amount).with("reservations", open), date, now),
          dated(this.month.reserve(amount), month, now),
          priority.reserve(amount),
          dated(dayOfAll.reserve(amount), date, now),
          dated(monthOfAll.reserve(amount), month, now));
    }

    private static Account dated(Account account, String date, Instant now) {
      return account.with("date", date).with("updatedAt", now);
    }

    Accounts settle(Reservation reservation, Usage usage, Usd cost, Instant now) {
      var open = day.fields().fields("reservations").without(reservation.id());
      var amount = reservation.amount();
      return new Accounts(
          by(reservation.purpose(), usage, cost, day.settle(amount, cost))
              .with("reservations", open)
              .with("updatedAt", now),
          by(reservation.purpose(), usage, cost, month.settle(amount, cost)).with("updatedAt", now),
          priority.settle(amount, cost),
          dayOfAll.settle(amount, cost).with("updatedAt", now),
          monthOfAll.settle(amount, cost).with("updatedAt", now));
    }

    private static Account by(Purpose purpose, Usage usage, Usd cost, Account account) {
      return account
          .adding("models", purpose.model(), usage, cost)
          .adding("priorities", purpose.priority(), usage, cost)
          .adding("phases", purpose.phase(), usage, cost);
    }

    void write(Transaction tx) {
      Stream.of(day, month, priority, dayOfAll, monthOfAll).forEach(account -> account.write(tx));
    }
  }
}
