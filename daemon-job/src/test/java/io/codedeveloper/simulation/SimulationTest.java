package io.codedeveloper.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  private static final long SEEDS = Long.getLong("seeds", 200);
  private static final long FROM = Long.getLong("from", 1);

  @Test
  void sameSeedIsTheSameRunAloneAndBesideAnother() {
    var together = new ConcurrentHashMap<Long, Long>();
    Runs.all(1, 6, result -> together.put(result.seed(), result.hash()));
    for (var seed = 1L; seed <= 6; seed++) {
      assertThat(Simulation.run(seed, null).hash()).isEqualTo(together.get(seed));
    }
  }

  @Test
  void nothingIsViolated() {
    var violated = new ConcurrentLinkedQueue<String>();
    Runs.all(
        FROM,
        SEEDS,
        result -> {
          if (!result.violations().isEmpty()) {
            violated.add(result.report());
          }
        });
    assertThat(violated).isEmpty();
  }
}
