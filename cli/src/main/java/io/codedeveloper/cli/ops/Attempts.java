package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.program.Questions.Pending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// All that is being done at once. One attempt may begin others.
final class Attempts {
  private final Queue<Attempt> all = new ConcurrentLinkedQueue<>();

  /// Begins something; see [Attempt].
  Attempt begin(Supplier<List<Act.Plan>> plans, Supplier<Pending<List<Act>>> begin) {
    var attempt = new Attempt(plans, begin);
    all.add(attempt);
    return attempt;
  }

  /// Another one was begun in its place: what comes of this is of no interest.
  void forget(Attempt replaced) {
    all.remove(replaced);
  }

  /// Tries once more what failed.
  void again() {
    all.forEach(Attempt::again);
  }

  /// Waits for all, also for what they begin meanwhile. It is asked for once.
  List<Act> outcomes() {
    var acts = new ArrayList<Act>();
    for (var next = all.poll(); next != null; next = all.poll()) {
      acts.addAll(next.outcome());
    }
    acts.sort(Comparator.comparing(Act::part).thenComparing(Act::what));
    return List.copyOf(acts);
  }
}
