package io.codedeveloper.cli.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The body of an answer while it arrives, read by one thread. Unlike the stream that the HTTP
/// client offers, it does not wait for ever when the other side has silently gone.
final class ArrivingBytes extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Duration patience;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final AtomicReference<Optional<Flow.Subscription>> subscription =
      new AtomicReference<>(Optional.empty());
  private ByteBuffer present = NOTHING;
  private boolean ended;

  /// @param patience how long nothing may arrive
  ArrivingBytes(Duration patience) {
    this.patience = patience;
  }

  /// Something that arrives: bytes, or the end.
  private sealed interface Arrival {
    record Bytes(ByteBuffer bytes) implements Arrival {}

    record End() implements Arrival {}

    record Failure(Throwable cause) implements Arrival {}
  }

  @Override
  public void onSubscribe(Flow.Subscription made) {
    subscription.set(Optional.of(made));
    made.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    parts.forEach(part -> arrivals.add(new Arrival.Bytes(part)));
    if (parts.stream().noneMatch(ByteBuffer::hasRemaining)) {
      more();
    }
  }

  @Override
  public void onError(Throwable failure) {
    arrivals.add(new Arrival.Failure(failure));
  }

  @Override
  public void onComplete() {
    arrivals.add(new Arrival.End());
  }

  @Override
  public int read() throws IOException {
    while (!ended && !present.hasRemaining()) {
      take();
    }
    return present.hasRemaining() ? present.get() & 0xFF : -1;
  }

  private void take() throws IOException {
    if (arrivals.isEmpty()) {
      more();
    }
    switch (next()) {
      case Arrival.Bytes(var bytes) -> present = bytes;
      case Arrival.End() -> ended = true;
      case Arrival.Failure(var cause) -> throw new IOException(String.valueOf(cause), cause);
    }
  }

  private Arrival next() throws IOException {
    try {
      var arrival = arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (arrival == null) {
        throw new IOException("silent for %d s".formatted(patience.toSeconds()));
      }
      return arrival;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private void more() {
    subscription.get().ifPresent(one -> one.request(1));
  }

  @Override
  public void close() {
    subscription.get().ifPresent(Flow.Subscription::cancel);
  }
}
