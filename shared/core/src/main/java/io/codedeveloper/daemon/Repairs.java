package io.codedeveloper.daemon;

import io.codedeveloper.platform.LogStore;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells the log what had to be repaired. Monitoring counts these lines by their beginning, which
/// stands in `terraform/log-metrics.json` as well.
record Repairs(LogStore logs, Clock clock) {
  /// Tells what the project counts more than before; nothing when that is nothing.
  ///
  /// @param before the project before the repairs
  /// @param after the same project after them
  void tell(Project before, Project after) {
    var repaired =
        after.fields().fields("counters").asMap().keySet().stream()
            .filter(name -> after.counter(name) > before.counter(name))
            .sorted()
            .map(name -> "%s=%d".formatted(name, after.counter(name) - before.counter(name)))
            .collect(Collectors.joining(" "));
    if (!repaired.isEmpty()) {
      logs.append(
          new LogStore.Entry(
              clock.instant(),
              LogStore.Severity.WARNING,
              after.id().value(),
              Optional.empty(),
              "repaired: " + repaired));
    }
  }
}
