package io.codedeveloper.simulation.invariant;

import io.codedeveloper.daemon.Desired;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.simulation.world.World;
import java.util.List;

/// The highest accepted command decides: the work schedule ticks while the daemon shall run, and
/// only then.
final class ScheduleFollowsDesired implements Invariant {
  @Override
  public String number() {
    return "I11";
  }

  @Override
  public List<String> problems(World world) {
    var project = new Projects(world.documents).require(World.PROJECT);
    var ticks = new Ticks(world.schedule).nextWork(World.PROJECT).isPresent();
    var runs = project.desired() == Desired.RUNNING;
    return ticks == runs
        ? List.of()
        : List.of(
            "the daemon shall be %s, but its work schedule is %s"
                .formatted(project.desired(), ticks ? "ticking" : "paused"));
  }
}
