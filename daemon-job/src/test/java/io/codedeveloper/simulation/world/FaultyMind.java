package io.codedeveloper.simulation.world;

import io.codedeveloper.job.replay.Fault;
import io.codedeveloper.simulation.fake.Mind;
import io.codedeveloper.simulation.fault.FaultKind;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A mind behind a service that refuses, is overloaded or breaks off.
final class FaultyMind implements Mind {
  private static final List<FaultKind> REFUSALS = List.of(FaultKind.REFUSAL);
  private static final String LEAK = " (key " + World.KEY + ")";

  private final World world;
  private final Mind mind;
  private final RandomGenerator random;

  FaultyMind(World world, Mind mind) {
    this.world = world;
    this.mind = mind;
    this.random = world.chance();
  }

  @Override
  public Thought about(Turn turn) {
    var thought = mind.about(turn);
    var step = world.scheduler.current().doing();
    return world.faults.at(step, REFUSALS).isEmpty() ? thought : thought.with(fault());
  }

  private Fault fault() {
    return switch (random.nextInt(14)) {
      case 0, 1 ->
          new Fault.Answer(
              429,
              Map.of("retry-after", String.valueOf(random.nextInt(400))),
              Fault.errorBody("rate_limit_error", "slow down" + LEAK));
      case 2 -> Fault.error(429, "rate_limit_error", "slow down" + LEAK);
      case 3, 4, 5 -> Fault.error(529, "overloaded_error", "overloaded" + LEAK);
      case 6 -> Fault.error(500, "api_error", "internal error" + LEAK);
      case 7, 8, 9 -> new Fault.Cut(random.nextInt(8));
      case 10 -> new Fault.ErrorEvent(random.nextInt(6), "overloaded_error", "overloaded" + LEAK);
      case 11 -> new Fault.Silence(random.nextInt(6));
      case 12 -> Fault.error(413, "request_too_large", "too long" + LEAK);
      default -> Fault.error(400, "invalid_request_error", "Your credit balance is too low" + LEAK);
    };
  }
}
