package io.codedeveloper.job.iteration;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells the iteration to end: at its next safe point, or now, in the middle of what it does.
///
/// Any thread may ask; the first reason stays, except that a lost lease is the last word.
public final class StopSignal {
  private final Object lock = new Object();
  private @Nullable Reason reason;
  private boolean now;
  private @Nullable Thread inFlight;

  /// Why the iteration shall end.
  public enum Reason {
    /// The user wants it.
    ASKED,
    /// The process is asked to end.
    TERMINATED,
    /// The time that the platform gives one execution is nearly over.
    OUT_OF_TIME,
    /// Another execution may work now.
    LEASE_LOST
  }

  /// The user asks for an end at the next safe point, with everything kept.
  public void request() {
    stop(Reason.ASKED, false);
  }

  /// Asks for an end at the next safe point, after which the next execution goes on at once.
  public void outOfTime() {
    stop(Reason.OUT_OF_TIME, false);
  }

  /// The process must end within seconds: whatever is in flight is ended now.
  public void terminate() {
    stop(Reason.TERMINATED, true);
  }

  /// Ends what is in flight, too.
  public void abort() {
    stop(Reason.ASKED, true);
  }

  /// Says that another execution may work now: end at once, and without any effect.
  public void leaseLost() {
    synchronized (lock) {
      reason = Reason.LEASE_LOST;
      stop(Reason.LEASE_LOST, true);
    }
  }

  private void stop(Reason why, boolean immediately) {
    synchronized (lock) {
      if (reason == null) {
        reason = why;
      }
      now = now || immediately;
      if (now && inFlight != null) {
        inFlight.interrupt();
      }
    }
  }

  /// True when no new effect may begin.
  public boolean requested() {
    return reason().isPresent();
  }

  /// True when what is in flight shall end, too.
  public boolean aborted() {
    synchronized (lock) {
      return now;
    }
  }

  public boolean isLeaseLost() {
    return reason().filter(why -> why == Reason.LEASE_LOST).isPresent();
  }

  public Optional<Reason> reason() {
    synchronized (lock) {
      return Optional.ofNullable(reason);
    }
  }

  /// Does something that waits for others, a call of the model for instance, so that [#abort] can
  /// end it: the thread is interrupted, which ends waiting, and on a virtual thread reading, too.
  ///
  /// @throws CancellationException when it must not begin any more
  public <T> T inFlight(Supplier<T> call) {
    synchronized (lock) {
      if (now) {
        throw new CancellationException("stopped before it began");
      }
      inFlight = Thread.currentThread();
    }
    try {
      return call.get();
    } finally {
      landed();
    }
  }

  /// From here on nothing is interrupted: what was done must still be kept.
  private void landed() {
    synchronized (lock) {
      inFlight = null;
      Thread.interrupted();
    }
  }
}
