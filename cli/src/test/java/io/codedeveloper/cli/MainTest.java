package io.codedeveloper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path home;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Problems problems(Map<String, String> variables) {
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    var console = new Console(stream, stream, Look.PIPE);
    return new Problems(CommandRun.surroundings(console, home, variables));
  }

  private String told() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void versionNamesTheProgramAndItsJava() {
    var run = CommandRun.in(home, "--version");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("project-manager", "Java " + Runtime.version().feature());
  }

  @Test
  void helpListsTheCommands() {
    var run = CommandRun.in(home, "help");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("roadmap", "Exit codes:");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void missingCommandShowsUsage() {
    var run = CommandRun.in(home);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("missing required subcommand", "Usage: project-manager");
    var coloured = CommandRun.with(home, Map.of(), new Look(true, true, 80));
    assertThat(coloured.err()).contains("Usage: project-manager").doesNotContain("[1m", "\ufffd");
  }

  @Test
  void misspeltCommandIsCorrected() {
    var run = CommandRun.in(home, "roadmap", "nxt", "FILE");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("Did you mean 'next'?", "Try: project-manager roadmap --help");
  }

  @Test
  void commandThatIsLookedForInTheWrongGroupIsFound() {
    var run = CommandRun.in(home, "costs");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("project-manager: 'costs' is no command")
        .contains("Did you mean 'project-manager cloud costs'?");
    assertThat(CommandRun.in(home, "cloud", "view").err())
        .contains("'cloud view' is no command", "'project-manager view'");
  }

  @Test
  void argumentTooManyIsNamed() {
    assertThat(CommandRun.in(home, "cloud", "costs", "today").err())
        .contains("'today' is more than 'cloud costs' takes");
  }

  @Test
  void unknownOptionIsCorrected() {
    var run = CommandRun.in(home, "roadmap", "next", "FILE", "--jsn");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--jsn", "'--json'");
  }

  @Test
  void userErrorIsOneSentence() {
    assertThat(problems(Map.of()).report(new UserErrorException("x is y; do z")))
        .isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(told().lines()).containsExactly("project-manager: x is y; do z");
  }

  @Test
  void failureThatMayPassSaysTryAgain() {
    assertThat(problems(Map.of()).report(new TransientException("host down")))
        .isEqualTo(ExitCode.TRY_AGAIN);
  }

  @Test
  void unreachableApiHasItsOwnCode() {
    var unreachable = new UnreachableException("nobody at http://x", new IOException());
    assertThat(problems(Map.of()).report(unreachable)).isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void bugIsOneSentenceAndItsTraceIsInALog() throws IOException {
    assertThat(problems(Map.of()).report(new IllegalStateException("boom")))
        .isEqualTo(ExitCode.BUG);
    var log = home.resolve(".local/state/code-developer/project-manager.log");
    assertThat(told().lines()).hasSize(1);
    assertThat(told()).contains("bug", "IllegalStateException", log.toString());
    assertThat(Files.readString(log)).contains("boom", "at io.codedeveloper.cli.MainTest");
  }

  @Test
  void secretsOfTheEnvironmentAreNeitherToldNorLogged() throws IOException {
    var key = "a-key-that-nobody-may-see";
    var reporting = problems(Map.of("ANTHROPIC_API_KEY", key));
    reporting.report(new UserErrorException("the key " + key + " is wrong"));
    reporting.report(new IllegalStateException("boom with " + key));
    var log = home.resolve(".local/state/code-developer/project-manager.log");
    assertThat(told()).contains("the key *** is wrong").doesNotContain(key);
    assertThat(Files.readString(log)).contains("boom with ***").doesNotContain(key);
  }

  @Test
  void bugIsReportedWithoutAWritableHome() throws IOException {
    var file = Files.createFile(home.resolve("file"));
    var unwritable = problems(Map.of("XDG_STATE_HOME", file.toString()));
    assertThat(unwritable.report(new IllegalStateException("boom"))).isEqualTo(ExitCode.BUG);
    assertThat(told()).contains("could not be kept");
  }

  @Test
  void terminalWithoutColoursStaysPlain() {
    var columns = Map.of("COLUMNS", "120", "TERM", "xterm");
    assertThat(Main.look(columns, true)).isEqualTo(new Look(true, true, 120));
    var noColour = Map.of("COLUMNS", "120", "TERM", "xterm", "NO_COLOR", "1");
    assertThat(Main.look(noColour, true)).isEqualTo(new Look(true, false, 120));
    assertThat(Main.look(Map.of("COLUMNS", "120", "TERM", "dumb"), true).colours()).isFalse();
    assertThat(Main.look(columns, false)).isEqualTo(Look.PIPE);
  }

  @Test
  void directoriesFollowTheEnvironment() {
    var console = new Console(System.out, System.err, Look.PIPE);
    var plain = CommandRun.surroundings(console, home, Map.of("XDG_CONFIG_HOME", "relative"));
    assertThat(plain.configuration()).isEqualTo(home.resolve(".config/code-developer"));
    assertThat(plain.data()).isEqualTo(home.resolve(".local/share/code-developer"));
    var moved = CommandRun.surroundings(console, home, Map.of("XDG_CONFIG_HOME", "/else"));
    assertThat(moved.configuration()).isEqualTo(Path.of("/else/code-developer"));
  }
}
