package io.codedeveloper.budget;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Transaction;
import java.time.LocalDate;
import java.util.Optional;

/// A document in which amounts are entered: `reservedUsd` and what was spent.
///
/// @param spentField the field that holds what was spent
record Account(DocumentPath path, Fields fields, String spentField) {
  static Account read(Transaction tx, DocumentPath path, String spentField) {
    var fields = tx.get(path).map(Document::fields).orElseGet(Fields::empty);
    return new Account(path, fields, spentField);
  }

  Usd spent() {
    return amount(fields, spentField);
  }

  Usd reserved() {
    return amount(fields, "reservedUsd");
  }

  /// What counts against a limit.
  Usd charged() {
    return spent().plus(reserved());
  }

  Account reserve(Usd amount) {
    return with("reservedUsd", reserved().plus(amount).stored()).with(spentField, spent().stored());
  }

  Account settle(Usd amount, Usd cost) {
    return with("reservedUsd", reserved().minus(amount).stored())
        .with(spentField, spent().plus(cost).stored());
  }

  Optional<BudgetRefusal> refusal(Limit limit, Usd amount, Usd most, LocalDate day) {
    var needed = charged().plus(amount);
    return needed.compareTo(most) <= 0
        ? Optional.empty()
        : Optional.of(new BudgetRefusal(limit, charged(), most, needed, limit.turns(day)));
  }

  /// With a call's cost added to one entry of a map of entries.
  Account adding(String map, String entry, Usage usage, Usd cost) {
    var entries = fields.fields(map);
    var old = entries.fields(entry);
    var changed =
        old.with("spentUsd", amount(old, "spentUsd").plus(cost).stored())
            .with("calls", old.number("calls", 0) + 1)
            .with("tokens", old.number("tokens", 0) + usage.total());
    return with(map, entries.with(entry, changed));
  }

  Account with(String name, Object value) {
    return new Account(path, fields.with(name, value), spentField);
  }

  void write(Transaction tx) {
    tx.put(path, fields);
  }

  private static Usd amount(Fields fields, String name) {
    return fields.decimal(name).map(Usd::ofStored).orElse(Usd.ZERO);
  }
}
