package io.codedeveloper.roadmap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Finds priorities that wait for each other, so that none of them can ever be started.
///
/// A name stands for every priority that bears it, so that the work grows with the file and not
/// with its repetitions.
final class DependencyCycles {
  private enum Visit {
    OPEN,
    CLOSED
  }

  /// More cycles than this say nothing new, and each costs the length of its path.
  private static final int MOST = 20;

  private record Step(String name, Iterator<String> rest) {}

  private final Map<String, Priority> first = new LinkedHashMap<>();
  private final Map<String, Set<String>> waitsFor = new HashMap<>();
  private final Map<String, Visit> visits = new HashMap<>();
  private final List<RoadmapProblem> problems = new ArrayList<>();

  private DependencyCycles(List<Priority> priorities, Map<String, List<Priority>> byId) {
    for (var priority : priorities) {
      if (priority.status() != PriorityStatus.COMPLETE && !priority.id().isMissing()) {
        var name = priority.id().canonical();
        first.putIfAbsent(name, priority);
        for (var id : priority.dependsOn()) {
          bearer(id, byId)
              .filter(other -> !other.equals(name))
              .ifPresent(
                  other -> waitsFor.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(other));
        }
      }
    }
  }

  /// One problem for each cycle that a walk along the dependencies meets.
  static List<RoadmapProblem> find(List<Priority> priorities, Map<String, List<Priority>> byId) {
    var cycles = new DependencyCycles(priorities, byId);
    for (var name : cycles.first.keySet()) {
      if (!cycles.visits.containsKey(name)) {
        cycles.walk(name);
      }
    }
    return cycles.problems;
  }

  /// The name that leads to the priority: its own, also where it is called by the id in its title.
  private static Optional<String> bearer(PriorityId id, Map<String, List<Priority>> byId) {
    var found = byId.get(id.canonical());
    return found == null ? Optional.empty() : Optional.of(found.getFirst().id().canonical());
  }

  private void walk(String start) {
    var path = new ArrayDeque<Step>();
    enter(start, path);
    while (!path.isEmpty()) {
      var step = path.peek();
      if (!step.rest().hasNext()) {
        visits.put(step.name(), Visit.CLOSED);
        path.pop();
        continue;
      }
      var next = step.rest().next();
      if (visits.get(next) == Visit.OPEN && problems.size() < MOST) {
        report(next, path);
      } else if (first.containsKey(next) && !visits.containsKey(next)) {
        enter(next, path);
      }
    }
  }

  private void enter(String name, Deque<Step> path) {
    visits.put(name, Visit.OPEN);
    path.push(new Step(name, waitsFor.getOrDefault(name, Set.of()).iterator()));
  }

  private void report(String closing, Deque<Step> path) {
    var names = new ArrayList<String>();
    for (var step : path) {
      names.add(bearing(step.name()).name());
      if (step.name().equals(closing)) {
        break;
      }
    }
    var cycle = new ArrayList<>(names.reversed());
    cycle.add(bearing(closing).name());
    problems.add(
        new RoadmapProblem(
            bearing(closing).line(),
            "these wait for each other: " + shortened(cycle),
            "remove one of these dependencies"));
  }

  private static String shortened(List<String> names) {
    return names.size() <= 8
        ? String.join(" → ", names)
        : String.join(" → ", names.subList(0, 6)) + " → … → " + names.getLast();
  }

  private Priority bearing(String name) {
    return Objects.requireNonNull(first.get(name), name);
  }
}
