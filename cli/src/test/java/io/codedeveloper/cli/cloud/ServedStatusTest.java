package io.codedeveloper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.api.ScriptedApi;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.cli.up.ServedFunctions;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Status and health, against the functions as they are served.
class ServedStatusTest {
  private static final Look TERMINAL = new Look(true, true, 80);

  @TempDir Path home;
  private final ScriptedPerson person = new ScriptedPerson();
  private ServedFunctions served;

  @BeforeEach
  void serve() {
    served = new ServedFunctions(home);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private CommandRun run(Look look, String... arguments) {
    return CommandRun.by(person, home, served.variables(), look, arguments);
  }

  private void start() {
    var run = CommandRun.with(home, served.variables(), Look.PIPE, "cloud", "start");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private void ask() {
    var draft =
        NotificationDraft.question("i1", "question-1", "Which?", "A or B?", List.of("A", "B"));
    new Notifications(served.ports().documents()).notifyOnce(ServedFunctions.PROJECT, draft);
  }

  @Test
  void statusNamesTheQuestionsThatWait() {
    ask();
    var run = run(Look.PIPE, "status");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("stopped", "1 open question", "Which?", "respond");
  }

  @Test
  void watchPrintsALineForEveryChangeInAPipe() {
    person.meanwhile(() -> {}).meanwhile(this::start).meanwhile(() -> {});
    var run = run(Look.PIPE, "cloud", "status", "--watch", "--interval", "7");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().lines().map(line -> line.replaceFirst("^\\S+  ", "")))
        .containsExactly("stopped · 0 commits, $0.0000", "idle · 0 commits, $0.0000");
    assertThat(person.waited()).hasSize(4).containsOnly(Duration.ofSeconds(7));
  }

  @Test
  void watchedJsonIsOneLineForEveryChange() {
    person.meanwhile(() -> {}).meanwhile(this::start);
    var run = run(Look.PIPE, "cloud", "status", "--watch", "--json");
    assertThat(
            run.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject().get("status"))
                .map(state -> state.getAsString()))
        .containsExactly("stopped", "idle");
  }

  @Test
  void watchOnATerminalDrawsOverWhatItDrewBefore() {
    person.meanwhile(this::start);
    var run = run(TERMINAL, "cloud", "status", "--watch");
    assertThat(run.out()).contains("stopped", "idle", "Ctrl-C ends this view");
    var drawn = run.out().substring(0, run.out().indexOf("A\u001b[J")).lines().count() - 1;
    assertThat(run.out()).contains("\u001b[" + drawn + "A\u001b[J");
  }

  @Test
  void watchWaitsForAnApiThatGoesAway() {
    person.meanwhile(served::stopServing).meanwhile(() -> {}).meanwhile(() -> {});
    var run = run(Look.PIPE, "cloud", "status", "--watch");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("nobody answers", "trying again");
    assertThat(person.waited())
        .containsExactly(
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16));
  }

  @Test
  void watchThatNeverReachedAnythingEnds() {
    served.stopServing();
    assertThat(run(Look.PIPE, "cloud", "status", "--watch").exitCode())
        .isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run(Look.PIPE, "cloud", "status", "--watch", "--interval", "0").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void healthNamesEveryDependencyWithItsLatency() {
    var run = run(Look.PIPE, "cloud", "health");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("healthy", served.url())
        .containsPattern("database +connected +\\d+ ms");
    var json = JsonParser.parseString(run(Look.PIPE, "cloud", "health", "--json").out());
    assertThat(json.getAsJsonObject().get("status").getAsString()).isEqualTo("healthy");
  }

  @Test
  void healthOfSomethingThatIsDownSaysWhat() throws IOException {
    try (var api = new ScriptedApi()) {
      api.on(
          "GET /api/health",
          503,
          "{\"status\":\"unhealthy\",\"environment\":\"e\",\"database\":\"unreachable\",\"latency_ms\":{\"database\":1}}");
      var run = CommandRun.in(home, "cloud", "health", "--url", api.url());
      assertThat(run.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
      assertThat(run.out()).contains("unhealthy").containsPattern("database +unreachable +1 ms");
      api.on("GET /api/health", 503, "{\"detail\":\"a service does not answer\"}");
      var problem = CommandRun.in(home, "cloud", "health", "--url", api.url());
      assertThat(problem.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
      assertThat(problem.err()).contains("a service does not answer");
    }
  }

  @Test
  void environmentMayStandBeforeOrAfterTheCommand() {
    var none = Map.<String, String>of();
    with(none, "cloud", "config", "set", "url", "https://other.test");
    with(none, "cloud", "--env", "dev", "config", "set", "url", served.url());
    var token = Map.of("CODE_DEVELOPER_TOKEN", served.variables().get("CODE_DEVELOPER_TOKEN"));
    assertThat(with(none, "cloud", "config", "get", "url", "--env", "dev").out().strip())
        .isEqualTo(served.url());
    assertThat(with(token, "cloud", "--env", "dev", "status").exitCode()).isZero();
    assertThat(with(none, "cloud", "--env", "dev", "config", "get", "url", "--env", "other").err())
        .contains("'other'");
  }

  private CommandRun with(Map<String, String> variables, String... arguments) {
    return CommandRun.with(home, variables, Look.PIPE, arguments);
  }
}
