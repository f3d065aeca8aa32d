package io.codedeveloper.simulation;

import io.codedeveloper.simulation.fault.FaultTable;
import io.codedeveloper.simulation.invariant.Invariants;
import io.codedeveloper.simulation.world.Observations.Violation;
import io.codedeveloper.simulation.world.World;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run: the product's own code in a world that one seed decides.
public final class Simulation {
  private static final long HOURS = 3_600_000_000L;

  /// No multiple of any schedule, so that a look does not always meet the same tick.
  private static final long LOOK = 617_317_317L;

  private static final int MOST_LOOKS = 140;

  private Simulation() {}

  /// What came of a run.
  ///
  /// @param hash the same for the same seed and code
  /// @param events calls and messages
  /// @param checks by invariant
  /// @param repairs what the project counted
  /// @param outcomes of iterations
  public record Result(
      long seed,
      String profile,
      long hash,
      long events,
      double virtualHours,
      FaultTable faults,
      Map<String, Long> checks,
      Map<String, Long> repairs,
      Map<String, Long> outcomes,
      List<Violation> violations) {
    /// What is wrong, and how to see it again.
    public String report() {
      var text = new StringBuilder("seed %d (%s):%n".formatted(seed, profile));
      violations.stream()
          .distinct()
          .limit(5)
          .forEach(one -> text.append("  %s: %s%n".formatted(one.invariant(), one.what())));
      return text.append("  replay: ./dev simulate --seeds 1 --from %d --trace%n".formatted(seed))
          .toString();
    }
  }

  /// Runs a seed.
  ///
  /// @param reader is told each event, where somebody wants to read it
  public static Result run(long seed, @Nullable Consumer<String> reader) {
    var world = new World(seed, reader);
    try {
      return observed(seed, world);
    } finally {
      world.close();
    }
  }

  /// What a seed violates, in words.
  public static List<String> wrong(long seed) {
    return run(seed, null).violations().stream().map(Violation::toString).toList();
  }

  private static void settle(World world, Invariants calm) {
    for (var look = 0; look < MOST_LOOKS && !world.scheduler.runaway(); look++) {
      world.scheduler.runUntil(world.scheduler.now() + LOOK);
      if (calm.settled()) {
        break;
      }
    }
  }

  private static Result observed(long seed, World world) {
    world.begin();
    world.scheduler.runUntil(world.scenario.faultyHours() * HOURS);
    world.faults.end();
    var calm = new Invariants(world);
    settle(world, calm);
    if (calm.waitsForAStart()) {
      world.startAgain();
      settle(world, calm);
    }
    calm.check();
    world.scheduler.escaped().forEach(bug -> world.seen.violated("bug", "escaped: " + bug));
    if (world.scheduler.runaway()) {
      world.seen.violated("I6", "something goes on and on without an end");
    }
    return new Result(
        seed,
        world.faults.profile(),
        world.trace.hash(),
        world.trace.events(),
        (double) world.scheduler.now() / HOURS,
        world.faults.table(),
        calm.checked(),
        calm.repairs(),
        calm.outcomes(),
        world.seen.violations());
  }
}
