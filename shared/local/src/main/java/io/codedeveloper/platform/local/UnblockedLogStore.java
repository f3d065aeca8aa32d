package io.codedeveloper.platform.local;

import io.codedeveloper.platform.LogStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps nobody waiting: entries are handed to a thread of its own, and where that cannot keep up,
/// a full disk or a pipe that nobody reads, they are dropped and counted.
public final class UnblockedLogStore implements LogStore, AutoCloseable {
  private static final int WAITING = 1000;

  /// How long reading and closing wait for what was appended before.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final LogStore store;
  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;

  UnblockedLogStore(LogStore store) {
    this.store = store;
    this.writer = Thread.ofPlatform().daemon().name("log").start(this::write);
  }

  @Override
  public void append(Entry entry) {
    if (!waiting.offer(() -> store.append(entry))) {
      dropped.incrementAndGet();
    }
  }

  /// How many entries found no room.
  long dropped() {
    return dropped.get();
  }

  @Override
  public List<Entry> tail(Selection selection, int limit) {
    flush();
    return store.tail(selection, limit);
  }

  private void write() {
    try {
      while (true) {
        waiting.take().run();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void flush() {
    var written = new CountDownLatch(1);
    try {
      if (waiting.offer(written::countDown, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        written.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    flush();
    writer.interrupt();
  }
}
