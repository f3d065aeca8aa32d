package io.codedeveloper.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.UserErrorException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkWindowTest {
  @ParameterizedTest
  @CsvSource({
    "22:00-06:00, 2026-03-01T21:59:59Z, false, 2026-03-01T22:00:00Z",
    "22:00-06:00, 2026-03-01T22:00:00Z, true, 2026-03-01T22:00:00Z",
    "22:00-06:00, 2026-03-01T05:59:59Z, true, 2026-03-01T05:59:59Z",
    "22:00-06:00, 2026-03-01T06:00:00Z, false, 2026-03-01T22:00:00Z",
    "09:00-17:30, 2026-03-01T08:00:00Z, false, 2026-03-01T09:00:00Z",
    "09:00-17:30, 2026-03-01T17:29:00Z, true, 2026-03-01T17:29:00Z",
    "09:00-17:30, 2026-03-01T17:30:00Z, false, 2026-03-02T09:00:00Z",
    "00:00-23:59, 2026-03-01T23:59:30Z, false, 2026-03-02T00:00:00Z",
  })
  void windowIsOpenFromItsBeginningUntilItsEnd(
      String window, Instant now, boolean open, Instant opens) {
    var hours = WorkWindow.parse(window, ZoneOffset.UTC);
    assertThat(hours.isOpen(now)).isEqualTo(open);
    assertThat(hours.opens(now)).isEqualTo(opens);
    assertThat(hours).hasToString(window);
  }

  /// On March 29, 2026 the clocks go from 02:00 to 03:00 in Paris.
  @Test
  void windowIsOfItsOwnTimeZone() {
    var hours = WorkWindow.parse("02:30-05:00", ZoneId.of("Europe/Paris"));
    assertThat(hours.opens(Instant.parse("2026-03-27T12:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-28T01:30:00Z"));
    var skipped = hours.opens(Instant.parse("2026-03-28T12:00:00Z"));
    assertThat(skipped).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(hours.isOpen(skipped)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "22-6", "24:00-06:00", "06:00-06:00", "6:00-7:00", "06:00-07:60"})
  void whatIsNoWindowIsRefused(String text) {
    assertThatThrownBy(() -> WorkWindow.parse(text, ZoneOffset.UTC))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
