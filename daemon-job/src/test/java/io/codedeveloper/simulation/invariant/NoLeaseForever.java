package io.codedeveloper.simulation.invariant;

import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/// After whatever crash, later ticks finish or report: nobody holds the lease for good, and no
/// iteration is left behind while the daemon shall run.
final class NoLeaseForever implements Invariant {
  @Override
  public String number() {
    return "I6";
  }

  @Override
  public List<String> problems(World world) {
    var problems = new ArrayList<String>();
    var project = new Projects(world.documents).require(World.PROJECT);
    project.lease().ifPresent(lease -> problems.add("the lease is still held: " + lease));
    var running = project.fields().text("desired").orElse("").equals("running");
    var paused = project.pausedAfter();
    var iterations =
        new Iterations(world.documents, new Leases(world.documents, Leases.TIME_TO_LIVE));
    if (running && paused.isEmpty()) {
      problems.add("the daemon shall run, nothing pauses it, and nobody works");
    }
    if (running) {
      iterations
          .unfinished(World.PROJECT)
          .forEach(left ->
              problems.add(
                  "iteration %s is %s after %s: %s; the project is paused after %s"
                      .formatted(
                          left.id(),
                          left.state(),
                          left.step().orElse("nothing"),
                          left.outcomeMessage().orElse(""),
                          paused.map(Enum::name).orElse("nothing"))));
    }
    return problems;
  }
}
