package io.codedeveloper.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.testing.FaultRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class UnblockedLogStoreTest {
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final List<Entry> kept = Collections.synchronizedList(new ArrayList<>());

  /// Takes nothing until it is let go, as a pipe does that nobody reads.
  private final LogStore sink =
      new LogStore() {
        @Override
        public void append(Entry entry) {
          try {
            blocked.await();
          } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
          }
          kept.add(entry);
        }

        @Override
        public List<Entry> tail(Selection selection, int limit) {
          return List.copyOf(kept);
        }
      };

  private static Entry entry(int number) {
    return new Entry(Instant.EPOCH, Severity.INFO, "p", Optional.empty(), "entry " + number);
  }

  @Test
  @FaultRow("X10")
  void blockedSinkHoldsNobodyUpAndWhatFindsNoRoomIsCounted() {
    try (var logs = new UnblockedLogStore(sink)) {
      for (var number = 0; number < 1500; number++) {
        logs.append(entry(number));
      }
      var dropped = logs.dropped();
      assertThat(dropped).isBetween(499L, 500L);
      blocked.countDown();
      assertThat(logs.tail("p", Optional.empty(), Severity.DEBUG, 1000))
          .hasSize((int) (1500 - dropped))
          .startsWith(entry(0), entry(1));
    }
  }

  @Test
  void whatWasAppendedIsKeptWhenItIsClosed() {
    blocked.countDown();
    try (var logs = new UnblockedLogStore(sink)) {
      logs.append(entry(1));
    }
    assertThat(kept).hasSize(1);
  }
}
