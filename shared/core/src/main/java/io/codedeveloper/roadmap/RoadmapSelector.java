package io.codedeveloper.roadmap;

import io.codedeveloper.roadmap.NextPriority.Next;
import io.codedeveloper.roadmap.NextPriority.NothingToDo;
import io.codedeveloper.roadmap.NextPriority.NothingUnderstood;
import io.codedeveloper.roadmap.NextPriority.Skipped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Chooses what comes next: the first open priority that the file itself puts first, else the first
/// planned one.
///
/// Open means planned, or in progress when the file puts it first; other work in progress is left
/// to whoever does it. Dependencies must be complete, nothing may block it, and the caller's own
/// records must allow it.
public final class RoadmapSelector {
  private final Eligibility eligibility;

  public RoadmapSelector(Eligibility eligibility) {
    this.eligibility = eligibility;
  }

  /// The next priority of that roadmap, and why not the ones before it.
  public NextPriority next(Roadmap roadmap) {
    if (!roadmap.isUnderstood()) {
      return new NothingUnderstood(roadmap.problems());
    }
    var skipped = new ArrayList<Skipped>();
    var looked = new HashSet<Priority>();
    for (var id : roadmap.putFirst()) {
      for (var priority : roadmap.named(id)) {
        if (looked.add(priority)) {
          var whyNot = whyNot(roadmap, priority, true);
          if (whyNot.isEmpty()) {
            return new Next(
                priority, "the file itself puts " + priority.name() + " first", skipped);
          }
          skipped.add(new Skipped(priority, whyNot.get()));
        }
      }
    }
    return inFileOrder(roadmap, skipped, looked);
  }

  private NextPriority inFileOrder(Roadmap roadmap, List<Skipped> skipped, Set<Priority> looked) {
    for (var priority : roadmap.priorities()) {
      if (looked.contains(priority)) {
        continue;
      }
      var whyNot = whyNot(roadmap, priority, false);
      if (whyNot.isEmpty()) {
        return new Next(priority, "the first planned priority that nothing holds back", skipped);
      }
      skipped.add(new Skipped(priority, whyNot.get()));
    }
    return new NothingToDo(whyNone(skipped), skipped);
  }

  private static String whyNone(List<Skipped> skipped) {
    var open =
        skipped.stream().filter(one -> one.priority().status() != PriorityStatus.COMPLETE).toList();
    return switch (open.size()) {
      case 0 ->
          skipped.size() == 1
              ? "the only priority is complete"
              : "all " + skipped.size() + " priorities are complete";
      case 1 ->
          "the only priority that is not complete cannot be started (%s: %s)"
              .formatted(open.getFirst().priority().name(), open.getFirst().whyNot());
      default -> "none of the " + open.size() + " priorities that are not complete can be started";
    };
  }

  /// Why a priority cannot be started although somebody asks for this very one.
  public static Optional<String> whyNotEvenIfAsked(Roadmap roadmap, Priority priority) {
    return priority.status() == PriorityStatus.COMPLETE
        ? Optional.of("is complete; change its status in the roadmap to have it done again")
        : missingDependency(roadmap, priority);
  }

  private Optional<String> whyNot(Roadmap roadmap, Priority priority, boolean putFirst) {
    return switch (priority.status()) {
      case COMPLETE -> Optional.of("is complete");
      case BLOCKED -> Optional.of("is blocked" + blockers(priority));
      case MANUAL_REVIEW -> Optional.of("needs a manual review");
      case OTHER -> Optional.of(otherStatus(priority));
      case IN_PROGRESS ->
          putFirst ? heldBack(roadmap, priority) : Optional.of("is in progress already");
      case PLANNED -> heldBack(roadmap, priority);
    };
  }

  private static String blockers(Priority priority) {
    return priority.blockedBy().isEmpty() ? "" : " by " + String.join(", ", priority.blockedBy());
  }

  private static String otherStatus(Priority priority) {
    return priority.statusText().isEmpty()
        ? "has no status that says it may be started"
        : "has the status “" + priority.statusText() + "”";
  }

  private Optional<String> heldBack(Roadmap roadmap, Priority priority) {
    return ambiguous(roadmap, priority)
        .or(() -> missingDependency(roadmap, priority))
        .or(() -> blockedByWords(priority))
        .or(() -> openPart(roadmap, priority))
        .or(() -> lastOfAll(roadmap, priority))
        .or(() ->
            priority.needs().optional()
                ? Optional.of("is marked as optional (*)")
                : Optional.empty())
        .or(() -> eligibility.whyNot(priority));
  }

  /// Nobody knows which of two is meant that have one id and are not done.
  private static Optional<String> ambiguous(Roadmap roadmap, Priority priority) {
    if (priority.id().isMissing()) {
      return Optional.empty();
    }
    return roadmap
        .openBearer(priority.id(), priority)
        .map(other ->
            "stands in lines %d and %d; give one of the two another number"
                .formatted(
                    Math.min(priority.line(), other.line()),
                    Math.max(priority.line(), other.line())));
  }

  private static Optional<String> missingDependency(Roadmap roadmap, Priority priority) {
    for (var id : priority.dependsOn()) {
      if (roadmap.named(id).isEmpty()) {
        return Optional.of("depends on " + id + ", which is not in the roadmap");
      }
      var open = roadmap.openBearer(id, priority);
      if (open.isPresent()) {
        return Optional.of("depends on " + id + ", which is " + said(open.get()));
      }
    }
    return Optional.empty();
  }

  private static String said(Priority priority) {
    return switch (priority.status()) {
      case PLANNED -> "planned";
      case IN_PROGRESS -> "in progress";
      case COMPLETE -> "complete";
      case BLOCKED -> "blocked";
      case MANUAL_REVIEW -> "waiting for a manual review";
      case OTHER -> "not complete";
    };
  }

  /// Blockers that are ids are among the dependencies; words can only be judged by a person.
  private static Optional<String> blockedByWords(Priority priority) {
    return priority.blockedBy().stream()
        .filter(blocker -> priority.dependsOn().stream().noneMatch(id -> id.text().equals(blocker)))
        .findFirst()
        .map(blocker -> "is blocked by " + blocker);
  }

  private static Optional<String> openPart(Roadmap roadmap, Priority priority) {
    return priority.needs().parts().stream()
        .flatMap(part -> roadmap.named(part).stream())
        .filter(part -> part.status() != PriorityStatus.COMPLETE && !part.needs().optional())
        .findFirst()
        .map(part -> "its part " + part.name() + " comes first");
  }

  private static Optional<String> lastOfAll(Roadmap roadmap, Priority priority) {
    return roadmap.priorities().stream()
        .filter(one -> priority.needs().allOthers() && one != priority && !one.needs().allOthers())
        .filter(one ->
            one.status() == PriorityStatus.PLANNED || one.status() == PriorityStatus.IN_PROGRESS)
        .findFirst()
        .map(one -> "comes after all others, and " + one.name() + " is " + said(one));
  }
}
