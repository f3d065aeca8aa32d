package io.codedeveloper.simulation.engine;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One line of events: it has a thread of its own, and runs only while it has the baton.
public final class Actor {
  private final int number;
  private final String name;
  private final SimulatedProcess process;
  private final Thread thread;
  private String doing = "";
  private volatile boolean turn;
  private @Nullable Turn waiting;

  Actor(int number, String name, SimulatedProcess process, Runnable body) {
    this.number = number;
    this.name = name;
    this.process = process;
    this.thread = Thread.ofVirtual().name(name).unstarted(body);
  }

  public int number() {
    return number;
  }

  public String name() {
    return name;
  }

  public SimulatedProcess process() {
    return process;
  }

  /// The step of an iteration, or the operation of the control plane, that it is in.
  public String doing() {
    return doing;
  }

  public void doing(String step) {
    doing = step;
  }

  void start() {
    thread.start();
  }

  void resume() {
    turn = true;
    LockSupport.unpark(thread);
  }

  /// Waits for the baton; an interrupt is for whatever comes after that.
  void awaitTurn() {
    var interrupted = false;
    while (!turn) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    turn = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Nullable Turn waiting() {
    return waiting;
  }

  void waiting(@Nullable Turn next) {
    waiting = next;
  }

  /// When it goes on. @param order decides among those of one moment
  record Turn(long at, long order, Actor actor) implements Comparable<Turn> {
    @Override
    public int compareTo(Turn other) {
      var byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
