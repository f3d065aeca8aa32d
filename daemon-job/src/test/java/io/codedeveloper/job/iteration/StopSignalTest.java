package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.testing.FaultRow;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class StopSignalTest {
  private final StopSignal stop = new StopSignal();

  @Test
  void theFirstReasonStaysExceptThatALostLeaseIsTheLastWord() {
    stop.outOfTime();
    stop.request();
    assertThat(stop.reason()).contains(StopSignal.Reason.OUT_OF_TIME);
    stop.leaseLost();
    assertThat(stop.reason()).contains(StopSignal.Reason.LEASE_LOST);
  }

  @Test
  @FaultRow("X1")
  void abortEndsWhatIsInFlightAndNothingAfterIt() throws Exception {
    var begun = new CountDownLatch(1);
    var interruptedAfter = new CompletableFuture<Boolean>();
    var worker =
        Thread.ofVirtual()
            .start(() -> {
              assertThatThrownBy(() -> stop.inFlight(() -> wait(begun))).hasMessage("interrupted");
              interruptedAfter.complete(Thread.currentThread().isInterrupted());
            });
    begun.await();
    stop.request();
    assertThat(worker.isAlive()).as("a graceful stop lets it finish").isTrue();
    stop.abort();
    assertThat(interruptedAfter.get()).as("what comes after is not interrupted").isFalse();
    assertThatThrownBy(() -> stop.inFlight(() -> "never"))
        .isInstanceOf(CancellationException.class);
  }

  private static String wait(CountDownLatch begun) {
    try {
      begun.countDown();
      new CountDownLatch(1).await();
      return "ended";
    } catch (InterruptedException ended) {
      throw new IllegalStateException("interrupted", ended);
    }
  }
}
