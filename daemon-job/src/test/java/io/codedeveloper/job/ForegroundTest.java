package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.testing.FaultRow;
import org.junit.jupiter.api.Test;

final class ForegroundTest {
  private static final Foreground SELF = Foreground.self();

  @Test
  void processIsFoundAgainByWhatItWrote() {
    assertThat(Foreground.of(SELF.toString())).isEqualTo(SELF);
    assertThat(SELF.isAlive()).isTrue();
  }

  @Test
  @FaultRow("X12")
  void livingProcessLivesWhenTheMachinesStartIsComputedOtherwise() {
    assertThat(new Foreground(SELF.pid(), SELF.start().plusSeconds(1)).isAlive()).isTrue();
    assertThat(new Foreground(SELF.pid(), SELF.start().minusSeconds(1)).isAlive()).isTrue();
  }

  @Test
  void processIdThatWasGivenAgainIsAnotherProcess() {
    assertThat(new Foreground(SELF.pid(), SELF.start().minusSeconds(60)).isAlive()).isFalse();
  }
}
