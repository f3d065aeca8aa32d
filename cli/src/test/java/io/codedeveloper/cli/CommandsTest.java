package io.codedeveloper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What is true of every command.
class CommandsTest {
  /// What runs until it is ended has no result to print, and a script is no result.
  private static final Set<String> WITHOUT_RESULT =
      Set.of(
          "project-manager local up", "project-manager local replay", "project-manager completion");

  @TempDir Path home;

  static List<String> commands() {
    var console = new Console(System.out, System.err, Look.PIPE);
    var all = Commands.of(CommandRun.surroundings(console, Path.of(""), Map.of()));
    return below(all).map(line -> line.getCommandSpec().qualifiedName()).toList();
  }

  private static Stream<CommandLine> below(CommandLine line) {
    var own = line.getSubcommands().values().stream().flatMap(CommandsTest::below);
    return line.getCommandName().equals("help") ? Stream.of() : Stream.concat(Stream.of(line), own);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpFitsTheScreenAndSaysWhatTheCommandDoes(String command) {
    var words = Stream.concat(Stream.of(command.split(" ")).skip(1), Stream.of("--help"));
    var run = CommandRun.in(home, words.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).startsWith("Usage: " + command);
    assertThat(run.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(run.out().lines().filter(line -> line.matches("[A-Z][a-z].*\\.?")))
        .hasSizeGreaterThan(1);
    var group = run.out().contains("COMMAND");
    assertThat(group || WITHOUT_RESULT.contains(command) || run.out().contains("--json")).isTrue();
  }
}
