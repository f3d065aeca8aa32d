package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MonotonicClockTest {
  @Test
  @FaultRow("X12")
  void onlyWhatReallyPassedMovesIt() {
    var nanos = new AtomicLong(Long.MAX_VALUE - 5);
    var begin = Instant.parse("2026-03-29T00:59:59Z");
    var clock = new MonotonicClock(begin, nanos::get);
    assertThat(clock.instant()).isEqualTo(begin);
    nanos.addAndGet(Duration.ofHours(2).toNanos());
    assertThat(clock.instant()).isEqualTo(begin.plus(Duration.ofHours(2)));
  }
}
