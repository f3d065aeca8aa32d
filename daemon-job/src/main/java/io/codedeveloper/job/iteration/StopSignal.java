package io.codedeveloper.job.iteration;

import java.util.concurrent.atomic.AtomicBoolean;

/// Tells the iteration that no new effect may begin: the user asked to stop, or the lease is lost.
public final class StopSignal {
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicBoolean lost = new AtomicBoolean();

  /// Asks for an end at the next safe point, with everything kept.
  public void request() {
    stop.set(true);
  }

  /// Says that another execution may work now: end without any effect.
  public void leaseLost() {
    lost.set(true);
    stop.set(true);
  }

  public boolean requested() {
    return stop.get();
  }

  public boolean isLeaseLost() {
    return lost.get();
  }
}
