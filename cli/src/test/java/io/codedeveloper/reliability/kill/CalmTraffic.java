package io.codedeveloper.reliability.kill;

import io.codedeveloper.reliability.kill.KillPlan.Place;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Loses nothing; does one thing when a request of one kind is first done and not yet answered.
final class CalmTraffic implements Traffic {
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicBoolean seen = new AtomicBoolean();
  private final Exchange.Kind kind;
  private final Runnable then;

  CalmTraffic(Exchange.Kind kind, Runnable then) {
    this.kind = kind;
    this.then = then;
  }

  @Override
  public Exchange arrived(Exchange.Kind of) {
    return new Exchange(requests.incrementAndGet(), of);
  }

  @Override
  public Fate fate(Exchange exchange) {
    return Fate.ANSWERED;
  }

  @Override
  public void pass(Exchange exchange, Place place) {
    if (exchange.kind() == kind && place == Place.DONE && seen.compareAndSet(false, true)) {
      then.run();
    }
  }
}
