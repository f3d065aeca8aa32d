package io.codedeveloper.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MutantTest {
  private static final int MOST_SEEDS = 300;

  @ParameterizedTest
  @EnumSource
  void simulationNotices(Mutant mutant) {
    assertThat(mutant.seedsUntilFound(MOST_SEEDS))
        .as("the seeds that it takes to notice: %s", mutant.words())
        .isPositive();
  }
}
