package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SelfDeadlineTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final StopSignal stop = new StopSignal();

  private void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  @Test
  @FaultRow("X5")
  void theLastMinuteBeginsNothingAndItsEndAbortsWhatIsInFlight() {
    var deadline = new SelfDeadline(Duration.ofMinutes(10), stop, nanos::get);
    pass(Duration.ofMinutes(9).minusSeconds(1));
    deadline.watch();
    var early = stop.requested();
    pass(Duration.ofSeconds(1));
    deadline.watch();
    var graceful = stop.requested() && !stop.aborted();
    pass(Duration.ofSeconds(45));
    deadline.watch();

    assertThat(early).isFalse();
    assertThat(graceful).isTrue();
    assertThat(stop.aborted()).isTrue();
    assertThat(stop.reason()).contains(StopSignal.Reason.OUT_OF_TIME);
  }

  @Test
  @FaultRow("X1")
  void workThatDoesNotEndIsEndedThreeSecondsAfterEverythingWasToEnd() {
    var ends = new AtomicInteger();
    var lastResort = new LastResort(stop, nanos::get, ends::incrementAndGet);
    stop.request();
    lastResort.watch();
    pass(Duration.ofMinutes(5));
    lastResort.watch();
    stop.terminate();
    lastResort.watch();
    pass(LastResort.PATIENCE.minusMillis(1));
    lastResort.watch();
    assertThat(ends).hasValue(0);
    pass(Duration.ofMillis(1));
    lastResort.watch();
    assertThat(ends).hasValue(1);
  }
}
