package io.codedeveloper.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Role;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.cli.up.ServedFunctions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that can stand between a command and the daemon is one sentence, with what to do.
class ApiSentencesTest {
  @TempDir Path home;

  private CommandRun run(Map<String, String> variables, String... arguments) {
    return CommandRun.with(home, variables, Look.PIPE, arguments);
  }

  private CommandRun status(String url, String token) {
    return run(
        Map.of("CODE_DEVELOPER_URL", url, "CODE_DEVELOPER_TOKEN", token), "status", "--json");
  }

  private static void assertSentence(CommandRun run, int exitCode, String... parts) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("project-manager: ").contains(parts);
  }

  @Test
  void notConfigured() {
    assertSentence(
        run(Map.of(), "cloud", "status"),
        ExitCode.USER_MUST_ACT,
        "no control API is known",
        "cloud config set url",
        "config.yaml");
  }

  @Test
  void nobodyOnThisMachine() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertSentence(
        status("http://127.0.0.1:" + free, "t"),
        ExitCode.UNREACHABLE,
        "nobody answers at http://127.0.0.1:" + free,
        "project-manager local up");
  }

  @Test
  void nobodyElsewhere() {
    assertSentence(
        status("https://no-such-host.invalid", "t"),
        ExitCode.UNREACHABLE,
        "nobody answers at https://no-such-host.invalid",
        "check the network",
        "config get url");
  }

  @Test
  void noToken() {
    try (var served = new ServedFunctions(home)) {
      assertSentence(
          run(Map.of("CODE_DEVELOPER_URL", served.url()), "status"),
          ExitCode.USER_MUST_ACT,
          served.url() + " wants a token, and none is set",
          "cloud token --save");
    }
  }

  @Test
  void tokenOfAnotherKey() {
    try (var served = new ServedFunctions(home)) {
      var other = run(Map.of("API_AUTH_SECRET", "x".repeat(48)), "cloud", "token").out().strip();
      assertSentence(
          status(served.url(), other),
          ExitCode.USER_MUST_ACT,
          "does not accept the token: it is of another key",
          "cloud config set api_key");
    }
  }

  @Test
  void tokenThatEnded() {
    var yesterday = Clock.offset(Clock.systemUTC(), Duration.ofHours(-26));
    String old;
    try (var before = new ServedFunctions(home, yesterday)) {
      old = before.token(Role.OPERATOR);
    }
    try (var served = new ServedFunctions(home)) {
      assertSentence(
          status(served.url(), old),
          ExitCode.USER_MUST_ACT,
          "the token for " + served.url() + " ended 25 h ago",
          "cloud token --save");
    }
  }

  @Test
  void keyOfTheSettingsMakesTokensWhereTheKeptOneEnded() {
    var yesterday = Clock.offset(Clock.systemUTC(), Duration.ofHours(-26));
    try (var before = new ServedFunctions(home, yesterday)) {
      var person = new ScriptedPerson().answers(before.token(Role.OPERATOR));
      CommandRun.by(person, home, Map.of(), Look.PIPE, "cloud", "config", "set", "token");
    }
    try (var served = new ServedFunctions(home)) {
      run(Map.of(), "cloud", "config", "set", "url", served.url());
      assertThat(run(Map.of(), "status").err()).contains("ended");
      var person = new ScriptedPerson().answers(ServedFunctions.KEY);
      CommandRun.by(person, home, Map.of(), Look.PIPE, "cloud", "config", "set", "api_key");
      assertThat(person.asked())
          .containsExactly("api_key of environment 'local' (it is not shown): ");
      assertThat(run(Map.of(), "status").exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run(Map.of(), "cloud", "start").exitCode()).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void keyThatIsTooShortIsASentence() {
    run(Map.of(), "cloud", "config", "set", "url", "http://127.0.0.1:1");
    var person = new ScriptedPerson().answers("short");
    CommandRun.by(person, home, Map.of(), Look.PIPE, "cloud", "config", "set", "api_key");
    var run = run(Map.of(), "status");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("at least 32").doesNotContain("short");
  }

  @Test
  void viewerMayNotSteer() {
    try (var served = new ServedFunctions(home)) {
      assertSentence(
          run(served.variables(Role.VIEWER), "cloud", "start"),
          ExitCode.USER_MUST_ACT,
          "this takes the role operator");
    }
  }

  @Test
  void serverThatIsTooOld() throws IOException {
    try (var api = new ScriptedApi()) {
      api.on("GET /api/daemon/status", 404, "{\"detail\":\"there is nothing at this path\"}");
      assertSentence(
          status(api.url(), "t"),
          ExitCode.USER_MUST_ACT,
          api.url() + " does not know 'GET /api/daemon/status'",
          "older than this project-manager");
      api.on("GET /api/daemon/status", 405, "{\"detail\":\"this path takes POST\"}");
      assertSentence(status(api.url(), "t"), ExitCode.USER_MUST_ACT, "older than");
    }
  }

  @Test
  void tooManyRequests() {
    try (var served = new ServedFunctions(home)) {
      var variables = served.variables();
      var last = run(variables, "status", "--json");
      for (var sent = 1; last.exitCode() == ExitCode.DONE && sent < 200; sent++) {
        last = run(variables, "status", "--json");
      }
      assertSentence(last, ExitCode.TRY_AGAIN, "too many requests; try again in ", " s");
    }
  }

  @Test
  void somethingThatTheApiNeedsIsDown() throws IOException {
    try (var api = new ScriptedApi()) {
      api.on("GET /api/daemon/status", 503, "{\"detail\":\"a service does not answer\"}");
      api.header("Retry-After", "5");
      assertSentence(
          status(api.url(), "t"),
          ExitCode.TRY_AGAIN,
          "a service does not answer; try again in 5 s",
          "project-manager cloud health");
    }
  }

  @Test
  void somethingElseAnswers() throws IOException {
    try (var api = new ScriptedApi()) {
      api.on("GET /api/daemon/status", 403, "<html>");
      assertSentence(status(api.url(), "t"), ExitCode.USER_MUST_ACT, "is not a control API");
    }
  }
}
