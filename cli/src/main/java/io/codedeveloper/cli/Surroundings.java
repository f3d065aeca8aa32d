package io.codedeveloper.cli;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.platform.IdSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// What surrounds a run of the command line: nothing else is read from the machine.
///
/// @param environment the variables of the process
/// @param directory where relative paths start
public record Surroundings(
    Console console, Map<String, String> environment, Path directory, Clock clock, IdSource ids) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// A variable that is set and not blank.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /// A path that the user wrote, made absolute. `~/` is the shell's business and not touched.
  public Path resolve(Path path) {
    return directory.resolve(path).normalize();
  }

  /// Where settings lie: `$XDG_CONFIG_HOME/code-developer` or `~/.config/code-developer`.
  public Path configuration() {
    return underHome("XDG_CONFIG_HOME", ".config");
  }

  /// Where logs of the command line itself lie: `$XDG_STATE_HOME/code-developer` or
  /// `~/.local/state/code-developer`.
  public Path state() {
    return underHome("XDG_STATE_HOME", ".local/state");
  }

  /// Where the demo and local installations lie when nobody says where.
  public Path data() {
    return underHome("XDG_DATA_HOME", ".local/share");
  }

  private Path underHome(String variable, String otherwise) {
    var home =
        variable(variable)
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(
                () -> Path.of(variable("HOME").orElse(directory.toString())).resolve(otherwise));
    return home.resolve("code-developer");
  }
}
