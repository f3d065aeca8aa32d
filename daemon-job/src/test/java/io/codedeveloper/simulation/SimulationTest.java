package io.codedeveloper.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  @Test
  void sameSeedIsTheSameRunAloneAndBesideAnother() {
    var together = new ConcurrentHashMap<Long, Long>();
    Runs.all(1, 6, result -> together.put(result.seed(), result.hash()));
    for (var seed = 1L; seed <= 6; seed++) {
      assertThat(Simulation.run(seed, null).hash()).isEqualTo(together.get(seed));
    }
  }
}
