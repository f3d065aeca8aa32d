package io.codedeveloper.simulation.invariant;

import io.codedeveloper.job.git.InMemoryOrigin.Received;
import io.codedeveloper.simulation.world.Scenario;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Executions push to branches of the daemon, and to the base nothing but the user's own edits; on
/// their machine they leave nothing and change nothing outside the data directory.
final class NothingElseChanged implements Invariant {
  private static final String OURS = "code-developer/";

  @Override
  public String number() {
    return "I12";
  }

  @Override
  public List<String> problems(World world) {
    var problems = new ArrayList<String>();
    for (var push : world.origin.received()) {
      if (!push.branch().startsWith(OURS)) {
        foreign(world, push).ifPresent(problems::add);
      }
    }
    problems.addAll(world.machine.changes());
    return problems;
  }

  private static Optional<String> foreign(World world, Received push) {
    if (!push.branch().equals("main") || push.before().isEmpty()) {
      return Optional.of("an execution pushed to " + push);
    }
    var changed = world.origin.changed(push.before().get(), push.after());
    return changed.equals(List.of(Scenario.ROADMAP))
        ? Optional.empty()
        : Optional.of("an execution changed %s on the base, by %s".formatted(changed, push));
  }
}
