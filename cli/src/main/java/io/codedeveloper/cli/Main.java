package io.codedeveloper.cli;

import io.codedeveloper.cli.person.PersonAtTerminal;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.Variable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The entry point of `project-manager`.
public final class Main {
  private static final int USUAL_WIDTH = 80;

  private static final Variable NO_COLOUR =
      Variable.of("NO_COLOR", "set to anything: no colours", Variable.Reader.EVERY_COMMAND);

  /// What decides how the output looks.
  public static final List<Variable> VARIABLES = List.of(NO_COLOUR);

  private Main() {}

  public static void main(String[] arguments) {
    LogProvider.choose();
    var environment = System.getenv();
    var console =
        new Console(
            utf8(FileDescriptor.out), utf8(FileDescriptor.err), look(environment, isTerminal()));
    var surroundings =
        new Surroundings(
            console,
            environment,
            Path.of("").toAbsolutePath(),
            Clock.systemUTC(),
            new RandomIdSource(),
            new PersonAtTerminal());
    System.exit(run(surroundings, arguments));
  }

  /// Runs one command.
  ///
  /// @return the exit code, see [ExitCode]
  public static int run(Surroundings surroundings, String... arguments) {
    return Commands.of(surroundings).execute(arguments);
  }

  /// What the output goes to. `NO_COLOR` and `TERM=dumb` switch colours off, `COLUMNS` sets the
  /// width.
  static Look look(Map<String, String> environment, boolean terminal) {
    if (!terminal) {
      return Look.PIPE;
    }
    var plain =
        !environment.getOrDefault(NO_COLOUR.name(), "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    var columns = environment.getOrDefault("COLUMNS", "");
    var width = columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : terminalWidth();
    return new Look(true, !plain, width);
  }

  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  private static int terminalWidth() {
    try {
      var stty =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      var size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return size.matches("\\d+ [1-9]\\d{0,3}")
          ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
          : USUAL_WIDTH;
    } catch (IOException noStty) {
      return USUAL_WIDTH;
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
