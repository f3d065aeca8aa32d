package io.codedeveloper.simulation.invariant;

import io.codedeveloper.daemon.Commands;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/// A command that was answered with 202 ends as applied, superseded or failed.
final class EveryCommandEnds implements Invariant {
  @Override
  public String number() {
    return "I3";
  }

  @Override
  public List<String> problems(World world) {
    var commands = new Commands(world.documents, world.mailbox, () -> "none");
    var problems = new ArrayList<String>();
    for (var id : world.seen.accepted()) {
      var command = commands.get(World.PROJECT, id);
      if (command.isEmpty()) {
        problems.add("command " + id + " was accepted and is not there");
      } else if (command.get().fields().flag("open")) {
        problems.add(
            "command %s (%s) was accepted and never ended: %s"
                .formatted(id, command.get().command(), command.get().state()));
      }
    }
    return problems;
  }
}
