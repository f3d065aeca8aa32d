package io.codedeveloper.reliability.kill;

import io.codedeveloper.reliability.kill.KillPlan.Kill;
import io.codedeveloper.reliability.kill.KillPlan.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// All requests of a run, counted over all wires; kills when their time has come.
final class DisturbedTraffic implements Traffic {
  private final KillPlan plan;
  private final Deque<Kill> pending;
  private final Killer killer;
  private final Map<Exchange.Kind, Integer> lost = new EnumMap<>(Exchange.Kind.class);
  private final List<Done> done = new ArrayList<>();
  private int requests;

  /// Ends processes with SIGKILL, and returns when they are gone.
  @FunctionalInterface
  interface Killer {
    void kill(KillPlan.Victim victim);
  }

  /// A kill that has been done, and what was going on.
  record Done(KillPlan.Victim victim, Place place, String during) {}

  DisturbedTraffic(KillPlan plan, Killer killer) {
    this.plan = plan;
    this.pending = new ArrayDeque<>(plan.kills());
    this.killer = killer;
  }

  @Override
  public synchronized Exchange arrived(Exchange.Kind kind) {
    requests++;
    return new Exchange(requests, kind);
  }

  @Override
  public Fate fate(Exchange exchange) {
    var fate = plan.fate(exchange.number(), exchange.kind());
    if (fate != Fate.ANSWERED) {
      synchronized (this) {
        lost.merge(exchange.kind(), 1, Integer::sum);
      }
    }
    return fate;
  }

  /// Kills, when that is planned for this place or was planned for one that never came.
  @Override
  public void pass(Exchange exchange, Place place) {
    var due = due(exchange, place);
    if (due != null) {
      LockSupport.parkNanos(due.delay().toNanos());
      kill(due, exchange.kind().toString());
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Kill due(Exchange exchange, Place place) {
    var next = pending.peek();
    var now =
        next != null
            && (next.request() < exchange.number()
                || (next.request() == exchange.number() && next.place() == place));
    return now ? pending.poll() : null;
  }

  /// Does the next kill now, as everything is done; false when there is none left.
  boolean killIdle() {
    Kill next;
    synchronized (this) {
      next = pending.poll();
    }
    if (next != null) {
      kill(next, "rests");
    }
    return next != null;
  }

  private void kill(Kill kill, String during) {
    killer.kill(kill.victim());
    synchronized (this) {
      done.add(new Done(kill.victim(), kill.place(), during));
    }
  }

  synchronized List<Done> kills() {
    return List.copyOf(done);
  }

  synchronized int lost(Exchange.Kind kind) {
    return lost.getOrDefault(kind, 0);
  }

  synchronized int requests() {
    return requests;
  }
}
