package io.codedeveloper.roadmap;

import java.util.List;

/// The answer to "what comes next?".
public sealed interface NextPriority {
  /// A priority that was looked at before and not taken.
  record Skipped(Priority priority, String whyNot) {}

  /// That priority comes next.
  ///
  /// @param skipped the ones before it, in the order they were looked at
  record Next(Priority priority, String why, List<Skipped> skipped) implements NextPriority {
    public Next {
      skipped = List.copyOf(skipped);
    }
  }

  /// The roadmap was understood and none of its priorities can be started.
  record NothingToDo(String why, List<Skipped> skipped) implements NextPriority {
    public NothingToDo {
      skipped = List.copyOf(skipped);
    }
  }

  /// No priority, or none with a status, could be found in the file, or a merge conflict tears it:
  /// not the same as having nothing to do.
  record NothingUnderstood(List<RoadmapProblem> problems) implements NextPriority {
    public NothingUnderstood {
      problems = List.copyOf(problems);
    }
  }
}
