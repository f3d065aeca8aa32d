package io.codedeveloper.simulation.engine;

/// The end of a process: nobody catches it, and every further call of the process ends in it too.
public final class Crash extends Error {
  private static final long serialVersionUID = 1;

  public Crash(String process) {
    super(process + " is dead", null, false, false);
  }
}
