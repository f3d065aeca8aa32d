package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a backup may lack, and what not.
final class CountComparisonTest {
  private static Finding of(String collection, long then, long after, long restored) {
    return new CountComparison(
            Map.of(collection, then), Map.of(collection, after), Map.of(collection, restored))
        .finding("that minute");
  }

  @Test
  void whatNeverExpiresIsNotMissing() {
    assertThat(of("projects", 5, 5, 1))
        .isEqualTo(
            Finding.wrong(
                "documents",
                "the backup lacks what was there before and after it: projects (1 of 5)"));
    assertThat(of("projects", 5, 5, 4).level()).isEqualTo(Level.WRONG);
    assertThat(of("projects", 5, 4, 4).level()).isEqualTo(Level.NOTE);
    assertThat(of("projects", 5, 5, 5).level()).isEqualTo(Level.FINE);
  }

  @Test
  void whatExpiresMayHaveGoneWithinTheMinute() {
    assertThat(of("commands", 15, 15, 5).level()).isEqualTo(Level.NOTE);
    assertThat(of("commands", 15, 15, 4).level()).isEqualTo(Level.WRONG);
    assertThat(of("commands", 9, 9, 0).level()).isEqualTo(Level.WRONG);
    assertThat(of("commands", 5000, 5000, 4950).level()).isEqualTo(Level.NOTE);
    assertThat(of("commands", 5000, 5000, 4949).level()).isEqualTo(Level.WRONG);
  }
}
