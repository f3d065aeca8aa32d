package io.codedeveloper.simulation.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Virtual time, and one baton: actors have threads of their own, but only the one whose moment has
/// come runs. Which of several comes first at one moment is decided by the seed.
///
/// Moments are microseconds since the simulation began.
public final class Scheduler {
  /// Far more than any run needs.
  private static final long MOST_SWITCHES = 3_000_000;

  private final RandomGenerator random;
  private final PriorityQueue<Actor.Turn> queue = new PriorityQueue<>();
  private final List<Actor> living = new ArrayList<>();
  private final List<Throwable> escaped = new ArrayList<>();
  private final Thread owner = Thread.currentThread();
  private volatile boolean ownersTurn = true;
  private @Nullable Actor current;
  private long now;
  private long limit;
  private long switches;
  private int actors;
  private boolean runaway;
  private boolean over;

  public Scheduler(RandomGenerator random) {
    this.random = random;
  }

  public long now() {
    return now;
  }

  /// True when the actors went on and on without an end, and were ended.
  public boolean runaway() {
    return runaway;
  }

  /// The actor that runs.
  public Actor current() {
    if (current == null) {
      throw new IllegalStateException("no actor runs");
    }
    return current;
  }

  /// True while an actor runs, false for the owner of the simulation.
  public boolean running() {
    return current != null;
  }

  /// Has an actor begin at a moment.
  public Actor spawn(long at, String name, SimulatedProcess process, Runnable work) {
    var holder = new Actor[1];
    var actor = new Actor(++actors, name, process, () -> live(holder[0], work));
    holder[0] = actor;
    living.add(actor);
    enqueue(actor, Math.max(at, now));
    actor.start();
    return actor;
  }

  /// Lets time pass for the running actor, until a moment.
  ///
  /// @throws Crash when its process has died meanwhile
  public void sleepUntil(long moment) {
    var self = current();
    alive(self);
    var target = Math.max(moment, self.process().frozenUntil());
    var next = queue.peek();
    if (target <= limit && (next == null || next.at() > target)) {
      now = Math.max(now, target);
      return;
    }
    enqueue(self, target);
    handOn();
    self.awaitTurn();
    alive(self);
  }

  /// Lets time pass for the running actor.
  public void sleep(long micros) {
    sleepUntil(now + micros);
  }

  /// Has a waiting actor go on at this moment if it would go on later.
  public void wake(Actor actor, long at) {
    var turn = actor.waiting();
    if (turn != null && turn.at() > at) {
      queue.remove(turn);
      enqueue(actor, Math.max(at, now));
    }
  }

  /// Lets everything happen that happens until a moment.
  public void runUntil(long moment) {
    limit = moment;
    ownersTurn = false;
    handOn();
    while (!ownersTurn) {
      LockSupport.park(this);
    }
    now = Math.max(now, moment);
    current = null;
  }

  /// Ends all actors.
  public void shutDown() {
    over = true;
    limit = Long.MAX_VALUE;
    while (!queue.isEmpty()) {
      runUntil(Long.MAX_VALUE);
    }
  }

  /// What ended an actor that was no crash.
  public List<Throwable> escaped() {
    return List.copyOf(escaped);
  }

  /// The actors that have not ended, for messages.
  public List<String> living() {
    return living.stream().map(Actor::name).toList();
  }

  /// @throws Crash when the actor's process is dead
  public void alive(Actor actor) {
    if (over || actor.process().dead()) {
      throw new Crash(actor.process().name());
    }
  }

  private void live(Actor self, Runnable work) {
    self.awaitTurn();
    try {
      alive(self);
      work.run();
    } catch (Crash dead) {
      self.doing("dead");
    } catch (Throwable bug) {
      escaped.add(bug);
    } finally {
      living.remove(self);
      handOn();
    }
  }

  private void enqueue(Actor actor, long at) {
    var turn = new Actor.Turn(at, random.nextLong(), actor);
    actor.waiting(turn);
    queue.add(turn);
  }

  /// Gives the baton to whoever comes next.
  private void handOn() {
    while (true) {
      var next = queue.peek();
      if (next == null || (next.at() > limit && !over)) {
        current = null;
        ownersTurn = true;
        LockSupport.unpark(owner);
        return;
      }
      queue.poll();
      var actor = next.actor();
      var frozen = actor.process().frozenUntil();
      if (frozen > Math.max(now, next.at()) && !over) {
        enqueue(actor, frozen);
        continue;
      }
      now = over ? now : Math.max(now, next.at());
      actor.waiting(null);
      current = actor;
      if (++switches > MOST_SWITCHES) {
        runaway = true;
        over = true;
      }
      actor.resume();
      return;
    }
  }
}
