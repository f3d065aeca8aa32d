package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import java.math.BigDecimal;
import java.time.Duration;

/// The line of the log with which an execution ends. Monitoring counts these lines and what they
/// say: `terraform/log-metrics.json` must understand them.
final class EndLine {
  private EndLine() {}

  /// The line, with what this execution used; what earlier ones of the iteration used is in theirs.
  ///
  /// @param before the iteration as the execution found it
  /// @param after the iteration as it ended
  /// @param took how long the execution worked on it
  static String of(Iteration before, Iteration after, Duration took) {
    var micros = after.cost().micros() - before.cost().micros();
    return "iteration ended: outcome=%s seconds=%d tokens=%d usd=%s"
        .formatted(
            after.outcome().map(outcome -> outcome.wireName()).orElse("unknown"),
            took.toSeconds(),
            after.usage().total() - before.usage().total(),
            BigDecimal.valueOf(micros, 6).toPlainString());
  }
}
