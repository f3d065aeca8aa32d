package io.codedeveloper.simulation.invariant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.daemon.Desired;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Priorities;
import io.codedeveloper.daemon.PriorityState;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.roadmap.Priority;
import io.codedeveloper.roadmap.PriorityStatus;
import io.codedeveloper.roadmap.RoadmapParser;
import io.codedeveloper.simulation.world.Scenario;
import io.codedeveloper.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// While the daemon runs, each planned priority comes to a pull request, or people know why not:
/// one whose number stands twice cannot be told from the other, and each run says so.
final class EverythingIsDoneOrReported implements Invariant {
  @Override
  public String number() {
    return "I6";
  }

  @Override
  public List<String> problems(World world) {
    var problems = new ArrayList<String>();
    var project = new Projects(world.documents).require(World.PROJECT);
    var needsThem = project.pausedAfter().equals(Optional.of(IterationOutcome.USER_ERROR));
    if (project.desired() == Desired.STOPPED || needsThem) {
      return problems;
    }
    var head = world.origin.head("main").orElseThrow();
    var text = world.origin.content(head, Scenario.ROADMAP).orElse("");
    var roadmap = new RoadmapParser().parse(text.getBytes(UTF_8), Scenario.ROADMAP);
    for (var priority : roadmap.priorities()) {
      var possible = roadmap.named(priority.id()).size() == 1;
      if (priority.status() == PriorityStatus.PLANNED && possible && !dealtWith(world, priority)) {
        problems.add(
            "%s is planned, and nothing comes of it; the project is paused after %s: %s"
                .formatted(
                    priority.name(),
                    project.pausedAfter().map(Enum::name).orElse("nothing"),
                    project.lastMessage().orElse("")));
      }
    }
    return problems;
  }

  private static boolean dealtWith(World world, Priority priority) {
    var record = new Priorities(world.documents).get(World.PROJECT, priority.key());
    var proposed =
        world.host.all().stream()
            .anyMatch(entry ->
                entry.body().contains(" priority=" + priority.key() + " ")
                    || record.branch().equals(Optional.of(entry.pullRequest().headBranch())));
    return proposed
        || record.state() == PriorityState.BLOCKED
        || record.state() == PriorityState.WAITING
        || record.state() == PriorityState.OVER_BUDGET;
  }
}
