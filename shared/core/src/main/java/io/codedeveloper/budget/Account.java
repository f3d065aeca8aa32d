package io.codedeveloper.budget;

import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Transaction;
import java.util.Optional;

/// A document in which amounts are entered: `reservedUsd` and what was spent.
///
/// @param spentField the field that holds what was spent
record Account(Fields fields, String spentField) {
  static Account read(Transaction tx, DocumentPath path, String spentField) {
    return new Account(tx.get(path).map(Document::fields).orElseGet(Fields::empty), spentField);
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

  Optional<String> refusal(String what, String setting, Usd amount, Usd limit) {
    if (charged().plus(amount).compareTo(limit) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "the budget of %s is used up: %s of %s are charged and the next call may cost %s; raise budgets.%s to go on"
            .formatted(what, charged(), limit, amount, setting));
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
    return new Account(fields.with(name, value), spentField);
  }

  private static Usd amount(Fields fields, String name) {
    return fields.decimal(name).map(Usd::ofStored).orElse(Usd.ZERO);
  }
}
