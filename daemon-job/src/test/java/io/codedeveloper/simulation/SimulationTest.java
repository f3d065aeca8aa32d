package io.codedeveloper.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SimulationTest {
  @Test
  void sameSeedIsTheSameRun() {
    for (var seed = 1L; seed <= 3; seed++) {
      assertThat(Simulation.run(seed, null).hash()).isEqualTo(Simulation.run(seed, null).hash());
    }
  }

  @Test
  void nothingIsViolated() {
    for (var seed = 1L; seed <= Integer.getInteger("seeds", 50); seed++) {
      assertThat(Simulation.run(seed, null).violations())
          .as("replay with: ./dev simulate --seeds 1 --from %d --trace", seed)
          .isEmpty();
    }
  }
}
