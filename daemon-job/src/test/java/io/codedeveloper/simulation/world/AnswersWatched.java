package io.codedeveloper.simulation.world;

import io.codedeveloper.simulation.engine.SimulatedProcess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// I6, while things happen: what the model has answered is kept before the next question. However
/// an execution ended, the one after it asks for at most one answer again.
///
/// Where the branch was rewritten, the work on it is begun anew, and nothing is said of it.
final class AnswersWatched {
  private final World world;
  private final Map<String, Set<String>> answered = new HashMap<>();
  private final Map<SimulatedProcess, Set<String>> repeated = new HashMap<>();

  AnswersWatched(World world) {
    this.world = world;
  }

  /// A request is sent; sent again after a refusal it is the same one.
  ///
  /// @param request the whole conversation so far, which no other request of the iteration has
  void asks(String iteration, String request) {
    world.seen.check("I6");
    if (!of(iteration).contains(request)) {
      return;
    }
    var process = world.scheduler.current().process();
    var again = repeated.computeIfAbsent(process, first -> new HashSet<>());
    if (again.add(request) && again.size() > 1 && !world.seen.rewritten()) {
      world.seen.violated(
          "I6",
          "%s asks for more than one answer again that iteration %s had already"
              .formatted(process.name(), iteration));
    }
  }

  /// A request was answered to its end.
  void answered(String iteration, String request) {
    of(iteration).add(request);
  }

  private Set<String> of(String iteration) {
    return answered.computeIfAbsent(iteration, first -> new HashSet<>());
  }
}
