package io.codedeveloper.job.agent;

import io.codedeveloper.budget.Usd;
import java.time.Duration;

/// Where a piece of work ends even when it is not done.
///
/// @param turns answers of the model, over all resumptions
/// @param wallTime of one call of [CodingAgent#work]
/// @param tokens of all kinds, over all resumptions
/// @param dollars what all model calls may cost, over all resumptions; beside the budgets of the
///   session
public record AgentLimits(int turns, Duration wallTime, long tokens, Usd dollars) {
  /// 100 turns, 30 minutes, 10 million tokens (most of them read from the cache), 10 dollars.
  public static final AgentLimits USUAL =
      new AgentLimits(100, Duration.ofMinutes(30), 10_000_000, Usd.of("10"));

  public AgentLimits {
    if (turns < 1 || wallTime.isNegative() || wallTime.isZero() || tokens < 1) {
      throw new IllegalArgumentException("the limits must be positive");
    }
  }
}
