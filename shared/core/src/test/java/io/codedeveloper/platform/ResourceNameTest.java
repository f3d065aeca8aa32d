package io.codedeveloper.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceNameTest {
  @Test
  void legalNameIsGivenBack() {
    assertThat(ResourceName.check("a-B_9")).isEqualTo("a-B_9");
    assertThat(ResourceName.check("x".repeat(500))).hasSize(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "é", "a\n"})
  void illegalNameIsRefused(String name) {
    assertThatThrownBy(() -> ResourceName.check(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a legal name");
  }

  @Test
  void intervalOfATickIsAtLeastASecond() {
    assertThat(new TickSchedule.Cadence.Every(Duration.ofSeconds(1)).interval()).hasSeconds(1);
    assertThatThrownBy(() -> new TickSchedule.Cadence.Every(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bodyOfAMessageHasAtMostTenMegabytes() {
    var largest = "é".repeat(5_000_000);
    assertThat(new Message("m", "t", "k", Map.of(), largest).body()).hasSize(5_000_000);
    assertThatThrownBy(() -> new Message("m", "t", "k", Map.of(), largest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10000001");
  }

  @Test
  void timeOfADocumentIsOfTheYears1To9999() {
    assertThatThrownBy(() -> Fields.empty().with("at", Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fields.empty().with("at", Instant.MIN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
