package io.codedeveloper.roadmap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Finds priorities that wait for each other, so that none of them can ever be started.
final class DependencyCycles {
  private enum Visit {
    OPEN,
    CLOSED
  }

  private record Step(Priority priority, Iterator<Priority> rest) {}

  private final Map<String, List<Priority>> byId;
  private final Map<Priority, Visit> visits = new HashMap<>();
  private final List<RoadmapProblem> problems = new ArrayList<>();

  private DependencyCycles(Map<String, List<Priority>> byId) {
    this.byId = byId;
  }

  /// One problem for each cycle that a walk along the dependencies meets.
  static List<RoadmapProblem> find(List<Priority> priorities, Map<String, List<Priority>> byId) {
    var cycles = new DependencyCycles(byId);
    for (var priority : priorities) {
      if (!cycles.visits.containsKey(priority)) {
        cycles.walk(priority);
      }
    }
    return cycles.problems;
  }

  private void walk(Priority start) {
    var path = new ArrayDeque<Step>();
    enter(start, path);
    while (!path.isEmpty()) {
      var step = path.peek();
      if (!step.rest().hasNext()) {
        visits.put(step.priority(), Visit.CLOSED);
        path.pop();
        continue;
      }
      var next = step.rest().next();
      if (visits.get(next) == Visit.OPEN) {
        report(next, path);
      } else if (!visits.containsKey(next)) {
        enter(next, path);
      }
    }
  }

  private void enter(Priority priority, Deque<Step> path) {
    visits.put(priority, Visit.OPEN);
    path.push(new Step(priority, waitsFor(priority).iterator()));
  }

  private List<Priority> waitsFor(Priority priority) {
    if (priority.status() == PriorityStatus.COMPLETE) {
      return List.of();
    }
    return priority.dependsOn().stream()
        .flatMap(id -> byId.getOrDefault(id.canonical(), List.of()).stream())
        .filter(one -> !one.id().names(priority.id()) && one.status() != PriorityStatus.COMPLETE)
        .toList();
  }

  private void report(Priority closing, Deque<Step> path) {
    var names = new ArrayList<String>();
    for (var steps = path.iterator(); steps.hasNext(); ) {
      var priority = steps.next().priority();
      names.addFirst(priority.name());
      if (priority == closing) {
        break;
      }
    }
    names.add(closing.name());
    problems.add(
        new RoadmapProblem(
            closing.line(),
            "these wait for each other: " + String.join(" → ", names),
            "remove one of these dependencies"));
  }
}
