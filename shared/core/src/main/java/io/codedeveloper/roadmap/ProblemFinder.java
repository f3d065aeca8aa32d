package io.codedeveloper.roadmap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects what an author should look at: what could not be read, and what contradicts itself.
final class ProblemFinder {
  private final List<Draft> drafts;
  private final List<Priority> priorities;
  private final Map<String, List<Priority>> byId;
  private final Map<String, List<Priority>> openById;
  private final List<RoadmapProblem> problems = new ArrayList<>();

  private ProblemFinder(
      List<Draft> drafts,
      List<Priority> priorities,
      Map<String, List<Priority>> byId,
      Map<String, List<Priority>> openById) {
    this.drafts = drafts;
    this.priorities = priorities;
    this.byId = byId;
    this.openById = openById;
  }

  static List<RoadmapProblem> find(
      SourceText source,
      List<OutlineLine> outline,
      List<Draft> drafts,
      List<Priority> priorities,
      Map<String, List<Priority>> byId,
      Map<String, List<Priority>> openById) {
    var finder = new ProblemFinder(drafts, priorities, byId, openById);
    finder.problems.addAll(TextProblems.find(source, outline, drafts));
    finder.statuses();
    finder.duplicates();
    finder.dependencies();
    finder.problems.addAll(DependencyCycles.find(priorities, byId));
    return finder.problems.stream()
        .distinct()
        .sorted(Comparator.comparingInt(RoadmapProblem::line))
        .toList();
  }

  private void statuses() {
    for (var i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      var priority = priorities.get(i);
      if (draft.dropped) {
        continue;
      }
      if (draft.status == null) {
        add(
            priority,
            priority.name() + " has no status, so it is never started",
            "add a line **Status**: 📝 Planned under its heading");
      } else if (!draft.status.understood()) {
        add(
            priority,
            "the status of "
                + priority.name()
                + " is not understood: “"
                + priority.statusText()
                + "”",
            "begin it with one of 📝 Planned, 🔄 In Progress, ✅ Complete, ⏸️ Blocked, 🚧 Manual Review Required");
      }
    }
  }

  private void duplicates() {
    var first = new HashMap<String, Priority>();
    for (var priority : priorities) {
      var earlier =
          priority.id().isMissing() ? null : first.putIfAbsent(priority.id().canonical(), priority);
      if (earlier != null) {
        add(
            priority,
            priority.name() + " stands twice: first in line " + earlier.line(),
            "give one of the two another number");
      }
    }
  }

  private void dependencies() {
    for (var priority : priorities) {
      for (var id : priority.dependsOn()) {
        var found = byId.getOrDefault(id.canonical(), List.of());
        if (found.isEmpty()) {
          add(
              priority,
              priority.name() + " depends on " + id + ", which is not in the roadmap",
              "correct the id, or remove it when it is done and gone");
        } else if (id.names(priority.id())) {
          add(
              priority,
              priority.name() + " depends on itself",
              "remove its own id from its dependencies");
        }
      }
      if (priority.status() == PriorityStatus.BLOCKED
          && !priority.dependsOn().isEmpty()
          && allComplete(priority)) {
        add(
            priority,
            priority.name() + " is blocked, but all it depends on is complete",
            "set its status to 📝 Planned when nothing else blocks it");
      }
    }
  }

  private boolean allComplete(Priority priority) {
    return priority.dependsOn().stream()
        .allMatch(id -> openById.getOrDefault(id.canonical(), List.of(priority)).isEmpty());
  }

  private void add(Priority priority, String message, String suggestion) {
    problems.add(new RoadmapProblem(priority.line(), message, suggestion));
  }
}
