package io.codedeveloper.cli.api;

import io.codedeveloper.cli.Surroundings;
import picocli.CommandLine.Mixin;

/// Which daemon a command means: the one behind an API.
public final class DaemonChoice {
  @Mixin private Connection connection = new Connection();

  /// Opens the daemon that is meant.
  public ControlClient open(Surroundings with) {
    return connection.open(with);
  }

  /// The options that name the same daemon in another command, with a leading blank.
  public String options() {
    return "";
  }
}
