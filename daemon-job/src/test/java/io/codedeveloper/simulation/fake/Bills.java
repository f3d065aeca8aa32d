package io.codedeveloper.simulation.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the model's service bills, by prices of its own: the other side of the daemon's books.
public final class Bills {
  /// Nanodollars a token: input, output, written to the cache, read from it.
  private record Price(long input, long output, long written, long read) {}

  private static final Map<String, Price> PRICES =
      Map.of(
          "claude-opus-5-5", new Price(4_000, 20_000, 5_000, 200),
          "claude-haiku-4-5", new Price(1_000, 5_000, 1_250, 100));

  private final List<Bill> all = new ArrayList<>();

  /// One request that was answered, wholly or in part.
  ///
  /// @param task the first line of what the model was asked to do
  /// @param whole whether the answer was sent to its end
  public record Bill(Instant at, String task, String model, long nanodollars, boolean whole) {}

  void add(Instant at, String task, String model, Tokens tokens, boolean whole) {
    var price = PRICES.get(model);
    if (price == null) {
      throw new IllegalArgumentException("the service has no model " + model);
    }
    var sum =
        tokens.input() * price.input()
            + tokens.output() * price.output()
            + tokens.written() * price.written()
            + tokens.read() * price.read();
    all.add(new Bill(at, task, model, sum, whole));
  }

  /// In the order in which they came.
  public List<Bill> all() {
    return List.copyOf(all);
  }

  /// The one that came last.
  public Bill last() {
    return all.getLast();
  }

  public long nanodollars() {
    return all.stream().mapToLong(Bill::nanodollars).sum();
  }

  static boolean knows(String model) {
    return PRICES.containsKey(model);
  }
}
