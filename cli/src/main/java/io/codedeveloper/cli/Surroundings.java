package io.codedeveloper.cli;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.platform.IdSource;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.Variable.Reader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What surrounds a run of the command line: nothing else is read from the machine.
///
/// @param environment the variables of the process
/// @param directory where relative paths start
/// @param person who uses it
public record Surroundings(
    Console console,
    Map<String, String> environment,
    Path directory,
    Clock clock,
    IdSource ids,
    Person person) {
  /// What is shorter stands in for a key where none is needed; it would be found in every text.
  private static final int SHORTEST_SECRET = 8;

  private static final Variable CONFIGURATION =
      home("XDG_CONFIG_HOME", ".config", "the settings file");
  private static final Variable STATE =
      home("XDG_STATE_HOME", ".local/state", "the log of `project-manager`");
  private static final Variable DATA =
      home("XDG_DATA_HOME", ".local/share", "the data of `local up` and `local demo`");

  /// Where files lie.
  public static final List<Variable> VARIABLES = List.of(CONFIGURATION, STATE, DATA);

  private static Variable home(String name, String usual, String what) {
    return Variable.of(
            name, "where, below `code-developer`, " + what + " lies", Reader.EVERY_COMMAND)
        .usually("~/" + usual);
  }

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// The surroundings of a command that asks nobody.
  public Surroundings(
      Console console, Map<String, String> environment, Path directory, Clock clock, IdSource ids) {
    this(console, environment, directory, clock, ids, Person.nobody());
  }

  /// A variable that is set and not blank.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /// A variable that is set and not blank.
  public Optional<String> variable(Variable declared) {
    return variable(declared.name());
  }

  /// Takes the secrets of the environment out of text.
  public Redactor redactor() {
    var names = Stream.of(SecretSource.Name.values()).map(Enum::name);
    return new Redactor(
        Stream.concat(names, Stream.of("CODE_DEVELOPER_TOKEN"))
            .flatMap(name -> variable(name).stream())
            .filter(value -> value.length() >= SHORTEST_SECRET)
            .map(Secret::of)
            .toList());
  }

  /// A path that the user wrote, made absolute. `~/` is the shell's business and not touched.
  public Path resolve(Path path) {
    return directory.resolve(path).normalize();
  }

  /// Where settings lie: `$XDG_CONFIG_HOME/code-developer` or `~/.config/code-developer`.
  public Path configuration() {
    return underHome(CONFIGURATION, ".config");
  }

  /// Where logs of the command line itself lie: `$XDG_STATE_HOME/code-developer` or
  /// `~/.local/state/code-developer`.
  public Path state() {
    return underHome(STATE, ".local/state");
  }

  /// Where the demo and local installations lie when nobody says where.
  public Path data() {
    return underHome(DATA, ".local/share");
  }

  private Path underHome(Variable variable, String otherwise) {
    var home =
        variable(variable)
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(
                () -> Path.of(variable("HOME").orElse(directory.toString())).resolve(otherwise));
    return home.resolve("code-developer");
  }
}
