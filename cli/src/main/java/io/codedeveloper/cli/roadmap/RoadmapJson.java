package io.codedeveloper.cli.roadmap;

import io.codedeveloper.roadmap.NextPriority;
import io.codedeveloper.roadmap.NextPriority.Skipped;
import io.codedeveloper.roadmap.Priority;
import io.codedeveloper.roadmap.PriorityId;
import io.codedeveloper.roadmap.Roadmap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A roadmap as scripts get it. The names are fixed; they may only become more.
final class RoadmapJson {
  private RoadmapJson() {}

  /// @param id empty where the file gives none
  /// @param status planned, in_progress, complete, blocked, manual_review or other
  record Item(String id, String title, String status, int line, List<String> dependsOn) {}

  record Next(String id, int line, String why) {}

  record Problem(int line, String message) {}

  record Parsed(List<Item> items, @Nullable Next next, List<Problem> problems) {}

  record Passed(String id, int line, String whyNot) {}

  record Chosen(String id, int line, String title, String why) {}

  /// @param why the choice, or why there is none
  record Choice(@Nullable Chosen next, String why, List<Passed> passedOver) {}

  static Parsed parsed(Roadmap roadmap, NextPriority next) {
    return new Parsed(
        roadmap.priorities().stream().map(RoadmapJson::item).toList(),
        next instanceof NextPriority.Next chosen ? next(chosen) : null,
        roadmap.problems().stream()
            .map(problem -> new Problem(problem.line(), problem.message()))
            .toList());
  }

  static Choice choice(NextPriority next) {
    return switch (next) {
      case NextPriority.Next chosen ->
          new Choice(chosen(chosen), chosen.why(), passed(chosen.skipped()));
      case NextPriority.NothingToDo nothing ->
          new Choice(null, nothing.why(), passed(nothing.skipped()));
      case NextPriority.NothingUnderstood ignored ->
          new Choice(null, "nothing in the file could be understood as a priority", List.of());
    };
  }

  private static Next next(NextPriority.Next chosen) {
    var priority = chosen.priority();
    return new Next(priority.id().text(), priority.line(), chosen.why());
  }

  private static Chosen chosen(NextPriority.Next chosen) {
    var priority = chosen.priority();
    return new Chosen(priority.id().text(), priority.line(), priority.title(), chosen.why());
  }

  private static List<Passed> passed(List<Skipped> skipped) {
    return skipped.stream()
        .map(one -> new Passed(one.priority().id().text(), one.priority().line(), one.whyNot()))
        .toList();
  }

  private static Item item(Priority priority) {
    return new Item(
        priority.id().text(),
        priority.title(),
        priority.status().wire(),
        priority.line(),
        priority.dependsOn().stream().map(PriorityId::text).toList());
  }
}
