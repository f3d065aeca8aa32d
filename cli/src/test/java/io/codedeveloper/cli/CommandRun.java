package io.codedeveloper.cli;

import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.platform.RandomIdSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/// A run of the command line in this process, with its output kept.
public record CommandRun(int exitCode, String out, String err) {
  /// Runs a command in a directory that is also its home, in a pipe.
  public static CommandRun in(Path directory, String... arguments) {
    return with(directory, Map.of(), Look.PIPE, arguments);
  }

  /// Runs a command with more variables, and with an output of this look.
  public static CommandRun with(
      Path directory, Map<String, String> variables, Look look, String... arguments) {
    return by(Person.nobody(), directory, variables, look, arguments);
  }

  /// Runs a command that somebody can be asked by.
  public static CommandRun by(
      Person person,
      Path directory,
      Map<String, String> variables,
      Look look,
      String... arguments) {
    return at(Clock.systemUTC(), person, directory, variables, look, arguments);
  }

  /// Runs a command at the time that a clock shows.
  public static CommandRun at(
      Clock clock,
      Person person,
      Path directory,
      Map<String, String> variables,
      Look look,
      String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console = new Console(stream(out), stream(err), look);
    var exitCode = Main.run(surroundings(console, directory, variables, clock, person), arguments);
    return new CommandRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static Surroundings surroundings(Console console, Path directory, Map<String, String> variables) {
    return surroundings(console, directory, variables, Clock.systemUTC(), Person.nobody());
  }

  private static Surroundings surroundings(
      Console console, Path directory, Map<String, String> variables, Clock clock, Person person) {
    var environment = new HashMap<>(Map.of("HOME", directory.toString()));
    environment.putAll(variables);
    return new Surroundings(console, environment, directory, clock, new RandomIdSource(), person);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
