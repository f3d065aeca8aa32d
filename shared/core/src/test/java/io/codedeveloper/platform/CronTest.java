package io.codedeveloper.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *           | 2026-06-01T10:00:00Z | 2026-06-01T10:01:00Z",
        "* * * * *           | 2026-06-01T10:00:59Z | 2026-06-01T10:01:00Z",
        "0 * * * *           | 2026-12-31T23:00:00Z | 2027-01-01T00:00:00Z",
        "*/20 8-10,22 1,15 JAN-DEC * | 2026-06-02T00:00:00Z | 2026-06-15T08:00:00Z",
        "5/20 * * * *        | 2026-06-01T10:06:00Z | 2026-06-01T10:25:00Z",
        "10-40/15 * * * *    | 2026-06-01T10:25:00Z | 2026-06-01T10:40:00Z",
        "0 2 * * 1-5         | 2026-06-05T02:00:00Z | 2026-06-08T02:00:00Z",
        "0 2 * * sun         | 2026-06-01T00:00:00Z | 2026-06-07T02:00:00Z",
        "0 2 * * 7           | 2026-06-01T00:00:00Z | 2026-06-07T02:00:00Z",
        "0 2 * * 6-7         | 2026-06-06T02:00:00Z | 2026-06-07T02:00:00Z",
        "0 0 13 * FRI        | 2026-06-01T00:00:00Z | 2026-06-05T00:00:00Z",
        "0 0 13 * */2        | 2026-06-01T00:00:00Z | 2026-06-13T00:00:00Z",
        "0 0 29 2 *          | 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z",
        "0 0 31 4 MON        | 2026-06-02T00:00:00Z | 2027-04-05T00:00:00Z",
      })
  void nextSlotIsTheFirstAfter(String expression, Instant after, Instant slot) {
    assertThat(Cron.parse(expression).next(after, ZoneOffset.UTC)).contains(slot);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 30-31 FEB *"})
  void dayThatNoMonthHasNeverComes(String expression) {
    assertThat(Cron.parse(expression).next(Instant.EPOCH, ZoneOffset.UTC)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "* * * *",
        "0 0 * * * *",
        "61 * * * *",
        "60 * * * *",
        "0 24 * * *",
        "0 0 0 * *",
        "0 0 * 13 *",
        "0 0 * * 8",
        "*/0 * * * *",
        "9-5 * * * *",
        "1, * * * *",
        "-1 * * * *",
        "0 0 * MON *",
        "0 0 L * *",
        "0 0 * * MON#2"
      })
  void expressionThatIsNotUnderstoodIsRefused(String expression) {
    assertThatThrownBy(() -> Cron.parse(expression))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("'" + expression + "'")
        .hasMessageContaining("five fields");
  }

  @Test
  void skippedTimeHasNoSlotThatDay() {
    var berlin = ZoneId.of("Europe/Berlin");
    var slot = Cron.parse("30 2 * * *").next(Instant.parse("2026-03-28T12:00:00Z"), berlin);
    assertThat(slot).contains(Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void everyHourHasItsSlotsWhenItIsRepeated() {
    var berlin = ZoneId.of("Europe/Berlin");
    var cron = Cron.parse("30 * * * *");
    var slots =
        Stream.iterate(
                Instant.parse("2026-10-24T23:30:00Z"),
                slot -> cron.next(slot, berlin).orElseThrow())
            .limit(4);
    assertThat(slots)
        .extracting(Instant::toString)
        .containsExactly(
            "2026-10-24T23:30:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:30:00Z",
            "2026-10-25T02:30:00Z");
  }

  @Test
  void repeatedTimeHasOneSlotThatDay() {
    var berlin = ZoneId.of("Europe/Berlin");
    var cron = Cron.parse("30 2 * * *");
    var first = cron.next(Instant.parse("2026-10-24T12:00:00Z"), berlin).orElseThrow();
    assertThat(first).isEqualTo("2026-10-25T00:30:00Z");
    assertThat(cron.next(first, berlin)).contains(Instant.parse("2026-10-26T01:30:00Z"));
  }
}
