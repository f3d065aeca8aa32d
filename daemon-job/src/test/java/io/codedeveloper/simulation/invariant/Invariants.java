package io.codedeveloper.simulation.invariant;

import io.codedeveloper.daemon.Desired;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.simulation.world.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All that must hold when everything has calmed down.
public final class Invariants {
  /// What time heals, the cheapest to ask first.
  private static final List<Invariant> IN_THE_END =
      List.of(
          new EveryCommandEnds(),
          new NoLeaseForever(),
          new ScheduleFollowsDesired(),
          new EverythingIsDoneOrReported(),
          new EveryNotificationArrives(),
          new OnePullRequest());

  /// What no time heals.
  private static final List<Invariant> ALWAYS =
      List.of(
          new NoEditLost(),
          new NoSecretTold(),
          new NothingToldTwice(),
          new CompleteMeansProposed(),
          new NothingElseChanged(),
          new FewAttempts(),
          new NobodysWorkOverwritten());

  private final World world;
  private final Map<String, Long> checked = new TreeMap<>();

  public Invariants(World world) {
    this.world = world;
  }

  /// True when nothing is violated now, and nothing more is to come.
  public boolean settled() {
    return IN_THE_END.stream().allMatch(each -> each.problems(world).isEmpty());
  }

  /// True when a stopped daemon has left something that it puts right when it is started again.
  public boolean waitsForAStart() {
    return new Projects(world.documents).require(World.PROJECT).desired() == Desired.STOPPED
        && !new OnePullRequest().problems(world).isEmpty();
  }

  /// How often each invariant was checked, on the way and at the end.
  public Map<String, Long> checked() {
    world.seen.checked().forEach((number, times) -> checked.merge(number, times, Long::sum));
    return checked;
  }

  /// What the project's own counters say.
  public Map<String, Long> repairs() {
    var counters = new Projects(world.documents).require(World.PROJECT).fields().fields("counters");
    var repairs = new TreeMap<String, Long>();
    counters.asMap().keySet().forEach(name -> repairs.put(name, counters.number(name, 0)));
    return repairs;
  }

  /// How many iterations ended how.
  public Map<String, Long> outcomes() {
    var outcomes = new TreeMap<String, Long>();
    world
        .seen
        .present()
        .forEach((path, fields) -> {
          if (path.value().matches("projects/[^/]+/iterations/[^/]+")) {
            outcomes.merge(
                fields.text("outcome").orElse(fields.text("state").orElse("")), 1L, Long::sum);
          }
        });
    return outcomes;
  }

  /// Notes every violation.
  public void check() {
    Stream.concat(IN_THE_END.stream(), ALWAYS.stream())
        .forEach(each -> {
          checked.merge(each.number(), 1L, Long::sum);
          each.problems(world).forEach(problem -> world.seen.violated(each.number(), problem));
        });
  }
}
