package io.codedeveloper.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T11:59:40Z, 20 s ago",
    "2026-03-01T12:00:20Z, in 20 s",
    "2026-03-01T11:59:59.4Z, now",
    "2026-03-01T12:00:00.9Z, now",
    "2026-03-01T11:57:00Z, 3 min ago",
    "2026-03-03T12:00:00Z, in 2 days",
    "soon, soon"
  })
  void distanceIsInWordsOfPeople(String instant, String words) {
    assertThat(Times.relative(instant, NOON)).isEqualTo(words);
  }
}
