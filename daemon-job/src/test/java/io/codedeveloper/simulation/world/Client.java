package io.codedeveloper.simulation.world;

import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.simulation.engine.SimulatedProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Asks the API: each request is a process of its own, whose answer may never come.
final class Client {
  private static final long SECONDS = 1_000_000;
  private static final long PATIENCE = 60 * SECONDS;

  private final World world;
  private int requests;

  Client(World world) {
    this.world = world;
  }

  /// Sends a request and waits for its answer.
  ///
  /// @param what the operation, for the table of faults
  /// @return empty when the answer was an error, or did not come
  <T> Optional<T> request(String what, Function<Platform, T> work) {
    var me = world.scheduler.current();
    var name = "api#" + ++requests;
    var answer = new AtomicReference<Optional<T>>(Optional.empty());
    world.scheduler.spawn(
        world.scheduler.now() + 10_000,
        name,
        new SimulatedProcess(name),
        () -> {
          world.scheduler.current().doing(what);
          try {
            answer.set(Optional.of(work.apply(world.platform(Duration.ZERO))));
          } catch (TransientException unavailable) {
            world.trace.event("503", () -> String.valueOf(unavailable.getMessage()));
          }
          world.scheduler.wake(me, world.scheduler.now());
        });
    world.scheduler.sleep(PATIENCE);
    return answer.get();
  }
}
