package io.codedeveloper.simulation.invariant;

import io.codedeveloper.daemon.Priorities;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/// A priority is tried only so often before it is blocked, as long as its text stays the same.
final class FewAttempts implements Invariant {
  @Override
  public String number() {
    return "I13";
  }

  @Override
  public List<String> problems(World world) {
    var problems = new ArrayList<String>();
    world
        .seen
        .attempts()
        .forEach((priority, iterations) -> {
          if (iterations.size() > Priorities.MOST_ATTEMPTS) {
            problems.add("%s was tried by %s".formatted(priority, iterations));
          }
        });
    return problems;
  }
}
