package io.codedeveloper.budget;

import java.math.BigDecimal;
import java.util.List;

/// What a model's tokens cost, in US dollars per million.
///
/// @param cacheWrite for writing to the prompt cache for five minutes
/// @param cacheWriteHour for writing to the prompt cache for an hour
public record Price(
    BigDecimal input,
    BigDecimal output,
    BigDecimal cacheWrite,
    BigDecimal cacheWriteHour,
    BigDecimal cacheRead) {
  private static final int MILLION_DIGITS = 6;

  public Price {
    if (List.of(input, output, cacheWrite, cacheWriteHour, cacheRead).stream()
        .anyMatch(each -> each.signum() < 0)) {
      throw new IllegalArgumentException("a price must not be negative");
    }
  }

  /// The exact cost, rounded up to the next millionth of a dollar.
  public Usd cost(Usage usage) {
    return Usd.of(
        times(usage.input(), input)
            .add(times(usage.output(), output))
            .add(times(usage.cacheRead(), cacheRead))
            .add(times(usage.cacheWrite(), cacheWrite))
            .add(times(usage.cacheWriteHour(), cacheWriteHour))
            .movePointLeft(MILLION_DIGITS));
  }

  /// The most that a call can cost: every token of the prompt at the dearest of reading and writing
  /// it to the cache for five minutes, and an answer as long as it may be.
  public Usd worstCase(long promptTokens, long maxTokens) {
    var dearest = input.max(cacheWrite).max(cacheRead);
    return Usd.of(
        times(promptTokens, dearest).add(times(maxTokens, output)).movePointLeft(MILLION_DIGITS));
  }

  private static BigDecimal times(long tokens, BigDecimal price) {
    return price.multiply(BigDecimal.valueOf(tokens));
  }
}
