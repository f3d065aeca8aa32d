package io.codedeveloper.simulation.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How often each kind of fault met each step.
public final class FaultTable {
  private final Map<FaultKind, TreeMap<String, Long>> cells = new EnumMap<>(FaultKind.class);

  public void count(FaultKind kind, String step) {
    cells.computeIfAbsent(kind, first -> new TreeMap<>()).merge(step, 1L, Long::sum);
  }

  public void add(FaultTable other) {
    other.cells.forEach((kind, steps) ->
        steps.forEach((step, times) ->
            cells.computeIfAbsent(kind, first -> new TreeMap<>()).merge(step, times, Long::sum)));
  }

  public long at(FaultKind kind, String step) {
    return cells.getOrDefault(kind, new TreeMap<>()).getOrDefault(step, 0L);
  }

  public long total() {
    return cells.values().stream()
        .flatMap(steps -> steps.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /// All steps that any fault met.
  public SortedSet<String> steps() {
    var all = new TreeSet<String>();
    cells.values().forEach(steps -> all.addAll(steps.keySet()));
    return all;
  }
}
