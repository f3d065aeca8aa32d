package io.codedeveloper.simulation.engine;

/// What lives, sleeps and dies as one: an execution with its heartbeat, one delivery, one request.
public final class SimulatedProcess {
  private final String name;
  private boolean dead;
  private long frozenUntil;
  private long lastThaw;

  public SimulatedProcess(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  public boolean dead() {
    return dead;
  }

  /// Kills it: its actors end at their next call.
  public void kill() {
    dead = true;
  }

  /// None of its actors goes on before this moment, as after SIGSTOP or in a long collection of
  /// garbage.
  public void freezeUntil(long moment) {
    frozenUntil = Math.max(frozenUntil, moment);
    lastThaw = frozenUntil;
  }

  long frozenUntil() {
    return frozenUntil;
  }

  /// When it last went on after a pause; 0 when it never paused.
  public long lastThaw() {
    return lastThaw;
  }
}
