package io.codedeveloper.simulation.world;

import io.codedeveloper.simulation.fault.FaultKind;
import java.util.List;

/// A kind of call: how long it takes, in microseconds, and what can go wrong.
///
/// @param store whether an outage of the store takes it along
/// @param foreign whether it leads out of the platform: what fails there may tell the token, and an
///   interrupt ends it
public record Line(
    String name, long least, long most, List<FaultKind> possible, boolean store, boolean foreign) {
  private static final long MILLIS = 1_000;
  private static final long SECONDS = 1_000_000;

  /// Whether it is an effect that a stop must end.
  boolean visible() {
    return name.equals("model.ask") || name.equals("git.push") || name.equals("host.create");
  }

  static Line read(String name) {
    return new Line(name, MILLIS, 20 * MILLIS, FaultKind.OF_READS, true, false);
  }

  static Line write(String name) {
    return new Line(name, 2 * MILLIS, 40 * MILLIS, FaultKind.OF_WRITES, true, false);
  }

  static Line transaction(String name) {
    return new Line(name, 2 * MILLIS, 30 * MILLIS, FaultKind.OF_TRANSACTIONS, true, false);
  }

  static Line service(String name) {
    return new Line(name, 5 * MILLIS, 200 * MILLIS, FaultKind.OF_REQUESTS, false, false);
  }

  static Line launch(String name) {
    return new Line(name, 100 * MILLIS, 2 * SECONDS, FaultKind.OF_LAUNCHES, false, false);
  }

  static Line remoteRead(String name) {
    return new Line(name, 100 * MILLIS, 2 * SECONDS, FaultKind.OF_FOREIGN_READS, false, true);
  }

  static Line remoteWrite(String name) {
    return new Line(name, 200 * MILLIS, 3 * SECONDS, FaultKind.OF_FOREIGN_REQUESTS, false, true);
  }

  static Line local(String name) {
    return new Line(name, 0, 10 * MILLIS, FaultKind.OF_LOCAL_WORK, false, false);
  }

  static Line command(String name) {
    return new Line(name, SECONDS / 2, 20 * SECONDS, FaultKind.OF_READS, false, true);
  }

  static Line model(String name) {
    return new Line(name, SECONDS, 15 * SECONDS, FaultKind.OF_LOCAL_WORK, false, true);
  }
}
