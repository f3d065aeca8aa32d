package io.codedeveloper.simulation.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MutantTest {
  private static final int MOST_SEEDS = 300;

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ACKNOWLEDGE_FIRST", "NO_CHECKPOINT", "NO_COMPARE_AND_SWAP", "NO_POST_CREATE_CHECK"})
  void simulationNotices(Mutant mutant) {
    assertThat(mutant.seedsUntilFound(MOST_SEEDS))
        .as("the seeds that it takes to notice: %s", mutant.words())
        .isPositive();
  }
}
