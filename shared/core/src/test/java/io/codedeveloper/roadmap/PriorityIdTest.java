package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PriorityIdTest {
  @Test
  void numbersAreComparedPartByPart() {
    assertThat(
            Stream.of(
                    "PRIORITY 10",
                    "PRIORITY 2.10",
                    "PRIORITY 2.9.5",
                    "PRIORITY 2.9",
                    "PRIORITY 2b",
                    "PRIORITY 2",
                    "BUG-7")
                .map(PriorityId::new)
                .sorted()
                .map(PriorityId::text))
        .containsExactly(
            "BUG-7",
            "PRIORITY 2",
            "PRIORITY 2b",
            "PRIORITY 2.9",
            "PRIORITY 2.9.5",
            "PRIORITY 2.10",
            "PRIORITY 10");
  }

  @Test
  void spellingsOfOneIdNameTheSamePriority() {
    assertThat(new PriorityId("PRIORITÉ 3").names(new PriorityId("PRIORITY-03"))).isTrue();
    assertThat(new PriorityId("US-21").names(new PriorityId("US-021"))).isTrue();
    assertThat(new PriorityId("PRIORITY 2.1").names(new PriorityId("PRIORITY 2.10"))).isFalse();
    assertThat(new PriorityId("1.2").canonical()).isEqualTo("1.2");
  }

  @Test
  void blanksAroundAnIdAreRefused() {
    assertThatThrownBy(() -> new PriorityId(" US-1")).isInstanceOf(IllegalArgumentException.class);
  }
}
