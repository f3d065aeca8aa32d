package io.codedeveloper.budget;

import io.codedeveloper.platform.UserErrorException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads lines of the form `MODEL [above PROMPT_TOKENS] = input, output[, cache write 5 m, cache
/// write 1 h, cache read]`.
final class PriceLines {
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S{1,200})(?:[ \\t]+above[ \\t]+(\\d{1,9}))?[ \\t]*=[ \\t]*([0-9., \\t]{1,200})");
  private static final BigDecimal WRITE_FACTOR = new BigDecimal("1.25");
  private static final BigDecimal WRITE_HOUR_FACTOR = new BigDecimal("2");

  private PriceLines() {}

  /// The prices of a text by model and least prompt length. Blank lines and lines that begin with
  /// `#` are skipped.
  static TreeMap<String, NavigableMap<Long, Price>> parse(String text, String source) {
    var prices = new TreeMap<String, NavigableMap<Long, Price>>();
    var number = 0;
    for (var raw : text.lines().toList()) {
      number++;
      var line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      var match = LINE.matcher(line);
      var price = match.matches() ? price(match.group(3)) : Optional.<Price>empty();
      add(prices, match, price.orElseThrow(refusal(source, number, line)));
    }
    prices.forEach((model, steps) -> requireFirstStep(model, steps, source));
    return prices;
  }

  private static void add(
      TreeMap<String, NavigableMap<Long, Price>> prices, Matcher match, Price price) {
    var above = match.group(2) == null ? 0 : Long.parseLong(match.group(2));
    prices.computeIfAbsent(match.group(1), model -> new TreeMap<>()).put(above, price);
  }

  /// Two numbers are input and output; the cache then costs what it usually does: 1.25, 2 and 1
  /// times the input.
  private static Optional<Price> price(String numbers) {
    try {
      var each =
          Arrays.stream(numbers.split(",", -1)).map(String::strip).map(BigDecimal::new).toList();
      return switch (each.size()) {
        case 2 ->
            Optional.of(
                new Price(
                    each.get(0),
                    each.get(1),
                    each.get(0).multiply(WRITE_FACTOR),
                    each.get(0).multiply(WRITE_HOUR_FACTOR),
                    each.get(0)));
        case 5 ->
            Optional.of(new Price(each.get(0), each.get(1), each.get(2), each.get(3), each.get(4)));
        default -> Optional.empty();
      };
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static java.util.function.Supplier<UserErrorException> refusal(
      String source, int number, String line) {
    return () ->
        new UserErrorException(
            "line "
                + number
                + " of "
                + source
                + " is not understood: \""
                + line
                + "\". Write MODEL = input, output or MODEL = input, output, cache write 5 m, cache"
                + " write 1 h, cache read, in dollars per million tokens");
  }

  private static void requireFirstStep(
      String model, NavigableMap<Long, Price> steps, String source) {
    if (steps.firstKey() != 0) {
      throw new UserErrorException(
          "in "
              + source
              + " the model "
              + model
              + " has a price for long prompts only; add one without \"above\"");
    }
  }
}
