package io.codedeveloper.platform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps log entries and gives them back.
public interface LogStore {
  /// Keeps an entry. Never fails the caller: what cannot be kept is counted as dropped.
  void append(Entry entry);

  /// The last entries that match, oldest first; those of one instant in the order in which they
  /// were kept.
  ///
  /// @param limit 1 to 1,000
  List<Entry> tail(Selection selection, int limit);

  /// As [#tail(Selection, int)], whatever their age.
  default List<Entry> tail(
      String project, Optional<String> iteration, Severity atLeast, int limit) {
    return tail(new Selection(project, iteration, atLeast, Optional.empty()), limit);
  }

  /// Which entries are asked for.
  ///
  /// @param iteration only its entries
  /// @param since not what happened before
  record Selection(
      String project, Optional<String> iteration, Severity atLeast, Optional<Instant> since) {
    /// Whether an entry is one of them.
    public boolean includes(Entry entry) {
      return entry.project().equals(project)
          && entry.severity().compareTo(atLeast) >= 0
          && (iteration.isEmpty() || entry.iteration().equals(iteration))
          && since.filter(entry.at()::isBefore).isEmpty();
    }
  }

  /// One event.
  ///
  /// @param message one line or several; already free of secrets
  record Entry(
      Instant at, Severity severity, String project, Optional<String> iteration, String message) {}

  /// How grave an event is: error = our bug, warning = could not serve, info = life cycle, debug =
  /// the rest.
  enum Severity {
    DEBUG,
    INFO,
    WARNING,
    ERROR
  }
}
