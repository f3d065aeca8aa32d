package io.codedeveloper.simulation.platform;

import io.codedeveloper.platform.LogStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Log entries in memory.
public final class InMemoryLogs implements LogStore {
  private final List<Entry> entries = new ArrayList<>();

  @Override
  public synchronized void append(Entry entry) {
    entries.add(entry);
  }

  @Override
  public synchronized List<Entry> tail(Selection selection, int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit must be 1 to 1000: " + limit);
    }
    var found =
        entries.stream()
            .filter(selection::includes)
            .sorted(Comparator.comparing(Entry::at))
            .toList();
    return found.subList(Math.max(0, found.size() - limit), found.size());
  }

  /// Everything that was ever logged.
  public synchronized List<Entry> all() {
    return List.copyOf(entries);
  }
}
