package io.codedeveloper.budget;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What each model costs. A dated table ships; configuration adds to it and overrides it.
public final class PriceTable {
  private static final String RESOURCE = "prices.txt";
  private static final Pattern DATE = Pattern.compile("(?:-\\d{8}|@\\d{8}|-latest)$");
  private static final Pattern CONTEXT_SIZE = Pattern.compile("\\[[0-9a-z]{1,8}]$");

  /// Prices by model, and for each by the prompt length above which they hold.
  private final Map<String, NavigableMap<Long, Price>> prices;

  private PriceTable(Map<String, NavigableMap<Long, Price>> prices) {
    this.prices = prices;
  }

  /// The table that ships.
  public static PriceTable shipped() {
    try (var in = PriceTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "the price table " + RESOURCE + " is missing in this build");
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new PriceTable(PriceLines.parse(text, "the price table that ships"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// This table with further prices, which win over it.
  ///
  /// @param text lines like those of the shipped table: `my-model = 3, 15` or `my-model = 3, 15,
  ///   3.75, 6, 0.30`
  /// @throws UserErrorException when a line is none of that, naming it
  public PriceTable with(String text) {
    var merged = new TreeMap<>(prices);
    merged.putAll(PriceLines.parse(text, "the configured prices"));
    return new PriceTable(merged);
  }

  /// What a call of a model cost.
  ///
  /// @throws UserErrorException when the table lacks the model
  public Usd cost(String model, Usage usage) {
    return of(
            model, usage.input() + usage.cacheRead() + usage.cacheWrite() + usage.cacheWriteHour())
        .cost(usage);
  }

  /// The most that a call of a model can cost.
  ///
  /// @param promptTokens an estimate that is not too small
  /// @param maxTokens the longest answer asked for
  /// @throws UserErrorException when the table lacks the model
  public Usd worstCase(String model, long promptTokens, long maxTokens) {
    return of(model, promptTokens).worstCase(promptTokens, maxTokens);
  }

  /// The price of a call.
  ///
  /// @throws UserErrorException when the table lacks the model
  public Price of(String model, long promptTokens) {
    var steps = prices.get(key(model));
    if (steps == null) {
      throw new UserErrorException(
          "no price is known for the model \""
              + model
              + "\", so its cost could not be limited. Known models: "
              + String.join(", ", prices.keySet())
              + ". For another one say its price in dollars per million tokens of input and output,"
              + " for example CODE_DEVELOPER_PRICES='"
              + model
              + " = 3, 15'");
    }
    return steps.lowerEntry(Math.max(1, promptTokens)).getValue();
  }

  private String key(String model) {
    if (prices.containsKey(model)) {
      return model;
    }
    var bare = CONTEXT_SIZE.matcher(model).replaceFirst("");
    bare = bare.substring(bare.lastIndexOf('/') + 1);
    if (bare.startsWith("anthropic.")) {
      bare = bare.substring("anthropic.".length());
    }
    return prices.containsKey(bare) ? bare : DATE.matcher(bare).replaceFirst("");
  }
}
