package io.codedeveloper.simulation.invariant;

import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/// Commits of people stay in the history of the branch that they pushed to.
final class NobodysWorkOverwritten implements Invariant {
  @Override
  public String number() {
    return "I14";
  }

  @Override
  public List<String> problems(World world) {
    var problems = new ArrayList<String>();
    world
        .seen
        .foreign()
        .forEach((commit, branch) ->
            world
                .origin
                .head(branch)
                .filter(head -> !world.origin.isAncestor(commit, head))
                .ifPresent(head ->
                    problems.add(
                        "commit %s of somebody else is not on %s any more, which is at %s"
                            .formatted(commit, branch, head))));
    return problems;
  }
}
