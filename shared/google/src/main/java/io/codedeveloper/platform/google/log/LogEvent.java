package io.codedeveloper.platform.google.log;

import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One event, whichever way it came.
///
/// @param labels of this event alone
/// @param thrown becomes part of the message
record LogEvent(
    Instant at,
    Severity severity,
    Map<String, String> labels,
    String message,
    Optional<? extends Throwable> thrown) {
  /// What a library logs.
  ///
  /// @param logger the name of whoever logs
  static LogEvent of(
      Instant at,
      Severity severity,
      String logger,
      String message,
      Optional<? extends Throwable> thrown) {
    return new LogEvent(at, severity, Map.of("logger", logger), message, thrown);
  }

  /// What is logged about a project.
  static LogEvent of(Entry entry) {
    return new LogEvent(
        entry.at(),
        entry.severity(),
        labels(entry.project(), entry.iteration()),
        entry.message(),
        Optional.empty());
  }

  /// The labels by which what belongs to a project or an iteration is found.
  static Map<String, String> labels(String project, Optional<String> iteration) {
    var labels = new TreeMap<String, String>();
    labels.put(CloudLog.PROJECT, project);
    iteration.ifPresent(id -> labels.put(CloudLog.ITERATION, id));
    return labels;
  }
}
