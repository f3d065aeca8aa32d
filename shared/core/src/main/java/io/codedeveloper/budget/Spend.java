package io.codedeveloper.budget;

import io.codedeveloper.platform.Fields;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// What calls that were settled cost.
///
/// @param tokens of every kind together
public record Spend(Usd spent, long calls, long tokens) {
  static final Spend NONE = new Spend(Usd.ZERO, 0, 0);

  Spend plus(Spend other) {
    return new Spend(spent.plus(other.spent), calls + other.calls, tokens + other.tokens);
  }

  static Spend sum(Collection<Spend> parts) {
    return parts.stream().reduce(NONE, Spend::plus);
  }

  /// The entries of a map that [Account#adding] wrote.
  static Map<String, Spend> entries(Fields map) {
    var found = new TreeMap<String, Spend>();
    for (var name : map.asMap().keySet()) {
      var entry = map.fields(name);
      var spent = entry.decimal("spentUsd").map(Usd::ofStored).orElse(Usd.ZERO);
      found.put(name, new Spend(spent, entry.number("calls", 0), entry.number("tokens", 0)));
    }
    return found;
  }
}
