package io.codedeveloper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.cli.up.ServedFunctions;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Every command that speaks to the API, against the functions over HTTP as they are served.
final class ServedCommandsTest {
  @TempDir Path home;
  private final ScriptedPerson person = new ScriptedPerson();
  private ServedFunctions served;

  @BeforeEach
  void serve() {
    served = new ServedFunctions(home);
    served.roadmap("### PRIORITY 1: First\n**Status**: 📝 Planned\n");
    served.inRepository(
        new FilePath("docs/notes.md"), "of the repository\n".getBytes(StandardCharsets.UTF_8));
    var ports = served.ports();
    new Iterations(ports.documents(), new Leases(ports.documents(), Leases.TIME_TO_LIVE))
        .create(ServedFunctions.PROJECT, "i1");
    new Notifications(ports.documents())
        .notifyOnce(
            ServedFunctions.PROJECT,
            NotificationDraft.question("i1", "ask", "Which?", "A or B?", List.of("A", "B")));
    ports
        .logs()
        .append(
            new Entry(
                Instant.now(),
                Severity.WARNING,
                ServedFunctions.PROJECT.value(),
                Optional.of("i1"),
                "it began"));
  }

  @AfterEach
  void close() {
    served.close();
  }

  /// What is typed, what it prints, and how it ends.
  private record Row(String typed, String printed, int exitCode) {
    Row(String typed, String printed) {
      this(typed, printed, ExitCode.DONE);
    }

    String command() {
      return "project-manager "
          + typed.replaceFirst(" (-.*|i1.*|1|docs/.*|roadmap|30m.*|demo.*)$", "");
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row("status", "stopped"),
          new Row("cloud status", "stopped"),
          new Row("cloud health", "healthy"),
          new Row("cloud start --priority 1", "start"),
          new Row("cloud restart", "restart"),
          new Row("cloud stop --graceful --timeout 5 --wait", "stop"),
          new Row("cloud logs --tail 5 --level warning --since 1h --iteration i1", "it began"),
          new Row("cloud costs", "$"),
          new Row("cloud schedule", "looks for work"),
          new Row("cloud schedule get", "time zone"),
          new Row("cloud schedule set 30m --window 22:00-06:00", "30m"),
          new Row("cloud iterations", "i1"),
          new Row("iterations i1", "i1"),
          new Row("cloud edit docs/notes.md", "saved 'docs/notes.md'"),
          new Row("edit roadmap", "saved 'roadmap'"),
          new Row("notifications --all", "Which?"),
          new Row("respond i1.ask B", "the answer is kept"),
          new Row("view 1", "PRIORITY 1: First"),
          new Row("ops health-check", "answers (local)"),
          new Row("ops activity --since 1h", "1 notification"),
          new Row("ops weekly-review", "outcomes"),
          new Row("ops log-review", "errors"),
          new Row("ops cost-review", "budget"),
          new Row("ops incident --severity P2 --title Slow", "incidents"),
          new Row(
              "ops emergency-stop --yes --keep-secrets --title Slow",
              "the daemon stops",
              ExitCode.TRY_AGAIN));

  private static final String GOOGLE = "asks Google Cloud by its own programs and clients";
  private static final String FILE = "reads a file of this machine";
  private static final String HERE = "runs the system itself on this machine";

  private static final String SERVED = "with Google Cloud's side, too, against the functions, in ";

  /// Where those are run that need Google Cloud beside the API.
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "ops rotate-secret", SERVED + "RotationUnderLoadIT",
          "ops scale", "ScaleCommandTest: changes a file, and asks the API nothing",
          "ops backup-verify", SERVED + "BackupIT",
          "ops restore", SERVED + "BackupIT",
          "ops data-maintenance", SERVED + "DataMaintenanceIT",
          "ops security-audit", SERVED + "SecurityAuditIT");

  /// Why the others have no row.
  private static final Map<String, String> SPEAK_TO_NO_API =
      Map.ofEntries(
          Map.entry("roadmap parse", FILE),
          Map.entry("roadmap lint", FILE),
          Map.entry("roadmap next", FILE),
          Map.entry("cloud token", "makes a token of the secret, without asking anybody"),
          Map.entry("cloud config get", FILE),
          Map.entry("cloud config list", FILE),
          Map.entry("cloud config set", FILE),
          Map.entry("cloud setup", GOOGLE),
          Map.entry("cloud deploy", GOOGLE),
          Map.entry("cloud urls", GOOGLE),
          Map.entry("cloud resources", GOOGLE),
          Map.entry("cloud rollback", GOOGLE),
          Map.entry("cloud cleanup", GOOGLE),
          Map.entry("local demo", HERE),
          Map.entry("local run-once", HERE),
          Map.entry("local replay", HERE),
          Map.entry("local up", HERE),
          Map.entry("completion", "prints what it knows"),
          Map.entry("help", "prints what it knows"));

  @Test
  void everyCommandDoesOverHttpWhatItSays() {
    for (var row : ROWS) {
      if (row.typed().contains("edit ")) {
        person.edits(text -> text + "more\n");
      }
      var run = run(row);
      assertThat(run.exitCode()).as("%s: %s", row.typed(), run.err()).isEqualTo(row.exitCode());
      assertThat(run.out()).as(row.typed()).contains(row.printed());
    }
    assertThat(served.text(new FilePath("docs/notes.md"))).isEqualTo("of the repository\nmore\n");
    var answered =
        new Notifications(served.ports().documents()).get(ServedFunctions.PROJECT, "i1.ask");
    assertThat(answered.orElseThrow().response()).contains("B");
  }

  private CommandRun run(Row row) {
    var variables =
        Map.of(
            "EDITOR",
            "the-editor",
            "CODE_DEVELOPER_URL",
            served.url(),
            "CODE_DEVELOPER_TOKEN",
            served.variables().get("CODE_DEVELOPER_TOKEN"));
    return CommandRun.by(person, home, variables, Look.PIPE, row.typed().split(" "));
  }

  @Test
  void everyCommandHasItsRowOrAReasonWhyNot() {
    var console = new Console(System.out, System.err, Look.PIPE);
    var all = Commands.of(CommandRun.surroundings(console, Path.of(""), Map.of()));
    var commands = all(all).toList();
    var elsewhere = ELSEWHERE.keySet().stream().map(name -> "project-manager " + name);
    assertThat(Stream.concat(ROWS.stream().map(Row::command), elsewhere))
        .containsExactlyInAnyOrderElementsOf(
            commands.stream()
                .filter(spec -> spec.findOption("--url") != null)
                .map(ServedCommandsTest::name)
                .toList());
    assertThat(SPEAK_TO_NO_API.keySet().stream().map(name -> "project-manager " + name))
        .containsExactlyInAnyOrderElementsOf(
            commands.stream()
                .filter(spec -> spec.findOption("--url") == null)
                .map(ServedCommandsTest::name)
                .toList());
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName();
  }

  /// Those that do something, without those that only hold others.
  private static Stream<CommandSpec> all(CommandLine line) {
    var own = Stream.of(line.getCommandSpec()).filter(ServedCommandsTest::acts);
    return Stream.concat(
        own, line.getSubcommands().values().stream().flatMap(ServedCommandsTest::all));
  }

  private static boolean acts(CommandSpec spec) {
    return spec.subcommands().isEmpty() || spec.findOption("--url") != null;
  }
}
