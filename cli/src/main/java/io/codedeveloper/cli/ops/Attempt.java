package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.program.Questions.Pending;
import java.util.List;
import java.util.function.Supplier;

/// Something that is being done, and that can be tried once more where it failed.
final class Attempt {
  private final Supplier<List<Act.Plan>> plans;
  private final Supplier<Pending<List<Act>>> begin;
  private volatile Pending<List<Act>> underway;
  private volatile List<Act> first = List.of();

  /// Begins it.
  ///
  /// @param plans of what fails where nothing is answered
  /// @param begin asks whoever does it, and returns at once
  Attempt(Supplier<List<Act.Plan>> plans, Supplier<Pending<List<Act>>> begin) {
    this.plans = plans;
    this.begin = begin;
    underway = begin.get();
  }

  /// Tries it once more, if it failed. What is not answered yet is waited for.
  void again() {
    var known = underway.known().orElse(List.of());
    if (underway.hasFailed() || !known.stream().allMatch(Act::isDone)) {
      first = known;
      underway = begin.get();
    }
  }

  /// Waits for what came of it. What the first try may have done is still undone where the second
  /// fails.
  List<Act> outcome() {
    return last().stream().map(this::withUndoOfFirst).toList();
  }

  private Act withUndoOfFirst(Act act) {
    return first.stream()
        .filter(before -> before.part() == act.part() && !before.undo().isNone())
        .findFirst()
        .map(act::afterTry)
        .orElse(act);
  }

  private List<Act> last() {
    try {
      return underway.get();
    } catch (RuntimeException failure) {
      return plans.get().stream().map(plan -> plan.failed(failure)).toList();
    }
  }
}
