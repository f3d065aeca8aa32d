package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RetriesTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<Duration> pauses = new ArrayList<>();

  private Retries retries(int attempts, Duration patience) {
    return new Retries(
        attempts,
        Duration.ofMillis(10),
        Duration.ofMillis(40),
        patience,
        RandomGenerator.of("L64X128MixRandom"),
        new Retries.Timing(
            now::get,
            pause -> {
              pauses.add(pause);
              now.addAndGet(pause.toNanos());
            }));
  }

  @Test
  void attemptsAreCountedAndPausesGrowToALimit() {
    var tries = retries(8, Duration.ofDays(1)).begin();
    for (var attempt = 1; attempt < 8; attempt++) {
      assertThat(tries.again()).isTrue();
    }
    assertThat(tries.again()).isFalse();
    assertThat(tries.failed()).isEqualTo(8);
    assertThat(pauses).hasSize(7).allMatch(pause -> pause.toMillis() <= 40);
    assertThat(pauses.getFirst()).isLessThanOrEqualTo(Duration.ofMillis(10));
  }

  @Test
  void noAttemptBeginsAfterThePatience() {
    var tries = retries(100, Duration.ofSeconds(20)).begin();
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(tries.again()).isTrue();
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThat(tries.again()).isFalse();
    assertThat(pauses).hasSize(1);
  }

  @Test
  void interruptEndsTheAttempts() {
    var tries = retries(100, Duration.ofDays(1)).begin();
    Thread.currentThread().interrupt();
    assertThat(tries.again()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
