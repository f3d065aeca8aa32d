package io.codedeveloper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.api.ScriptedApi;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.terminal.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudCommandsTest {
  private static final String KEY = "k".repeat(48);
  private static final String STATUS =
      """
      {"status":"working","current_task":"PRIORITY 2: Write","progress":50,"step":"implement",
       "uptime_seconds":12,"last_activity":"2020-01-01T00:00:00Z",
       "metadata":{"repository":"/r.git","commits_today":3,"spend_today_usd":0.25,
                   "last_message":"pull request #1","next_tick":"2999-01-01T00:00:00Z","stale_since":null}}
      """;

  private static final String PENDING = "GET /api/notifications?limit=100&status=pending";

  @TempDir Path home;
  private ScriptedApi api;

  @BeforeEach
  void open() throws IOException {
    api = new ScriptedApi();
  }

  @AfterEach
  void close() {
    api.close();
  }

  private CommandRun run(String... arguments) {
    return with(Map.of("CODE_DEVELOPER_URL", api.url(), "CODE_DEVELOPER_TOKEN", "t"), arguments);
  }

  private CommandRun with(Map<String, String> variables, String... arguments) {
    return CommandRun.with(home, variables, Look.PIPE, arguments);
  }

  private CommandRun typing(String text, String... arguments) {
    var person = new ScriptedPerson().answers(text);
    return CommandRun.by(person, home, Map.of(), Look.PIPE, arguments);
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Test
  void statusIsReadable() {
    api.on("GET /api/daemon/status", 200, STATUS);
    api.on(PENDING, 200, "{\"notifications\":[],\"next_cursor\":null}");
    var run = run("cloud", "status");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("working", "PRIORITY 2: Write", "[############............] 50 %", "3 commits");
    assertThat(api.requests().getFirst().header("Authorization")).isEqualTo("Bearer t");
  }

  @Test
  void statusIsACommandOfItsOwn() {
    api.on("GET /api/daemon/status?project=p1", 200, STATUS);
    var run = run("status", "--project", "p1", "--json");
    assertThat(json(run.out())).isEqualTo(json(STATUS));
  }

  @Test
  void startSendsPriorityAndForceOnce() {
    api.on("POST /api/daemon/start", 202, "{\"status\":\"success\",\"message\":\"it starts\"}");
    var run = run("cloud", "start", "--priority", "US-021", "--force");
    assertThat(run.out().strip()).isEqualTo("it starts");
    var request = api.requests().getFirst();
    assertThat(json(request.body())).isEqualTo(json("{\"priority\":\"US-021\",\"force\":true}"));
    assertThat(request.header("Idempotency-key")).isNotBlank();
  }

  @Test
  void stopWaitsWhenAsked() {
    api.on("POST /api/daemon/stop?wait=true", 200, "{\"message\":\"it has stopped\"}");
    var run = run("cloud", "stop", "--force", "--timeout", "5", "--wait", "--json");
    assertThat(json(run.out()).get("message").getAsString()).isEqualTo("it has stopped");
    assertThat(json(api.requests().getFirst().body()))
        .isEqualTo(json("{\"graceful\":false,\"timeout\":5}"));
  }

  @Test
  void stopIsGracefulOrForced() {
    api.on("POST /api/daemon/stop", 202, "{\"message\":\"it stops\"}");
    assertThat(run("cloud", "stop", "--graceful").exitCode()).isZero();
    assertThat(json(api.requests().getFirst().body())).isEqualTo(json("{\"graceful\":true}"));
    assertThat(run("cloud", "stop", "--graceful", "--force").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void restartIsSent() {
    api.on("POST /api/daemon/restart", 202, "{\"message\":\"it restarts\"}");
    assertThat(run("cloud", "restart").out().strip()).isEqualTo("it restarts");
  }

  @Test
  void conflictIsTheUsersToChange() {
    api.on("POST /api/daemon/start", 409, "{\"detail\":\"the daemon runs already\"}");
    var run = run("cloud", "start");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err().strip()).isEqualTo("project-manager: the daemon runs already");
  }

  @Test
  void somethingElseOnThePortIsRecognised() {
    api.on("GET /api/daemon/status", 200, "<html>hello");
    var run = run("cloud", "status");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("is not a control API", api.url());
    api.on("GET /api/daemon/status", 302, "");
    assertThat(run("cloud", "status").err()).contains("is not a control API");
  }

  @Test
  void tokenDoesNotCrossANetworkUnencrypted() {
    var token = Map.of("CODE_DEVELOPER_TOKEN", "t");
    for (var url : new String[] {"http://example.org", "http://127.0.0.1.example.org"}) {
      var run = with(token, "cloud", "status", "--url", url);
      assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err()).contains("unencrypted");
    }
  }

  @Test
  void settingsLeadToTheApi() throws IOException {
    api.on("GET /api/daemon/status?project=p2", 200, STATUS);
    assertThat(with(Map.of(), "cloud", "config", "set", "url", api.url() + "/").exitCode())
        .isZero();
    assertThat(typing("s3cret", "cloud", "config", "set", "token").exitCode()).isZero();
    assertThat(with(Map.of(), "cloud", "config", "set", "project", "p2").exitCode()).isZero();
    assertThat(with(Map.of(), "cloud", "status", "--json").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(api.requests().getFirst().header("Authorization")).isEqualTo("Bearer s3cret");
    var list = with(Map.of(), "cloud", "config", "list");
    assertThat(list.out()).contains("local", api.url(), "p2").doesNotContain("s3cret");
    var file = home.resolve(".config/code-developer/config.yaml");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  @Test
  void tokenOfTheSettingsStaysWithItsUrl() {
    assertThat(with(Map.of(), "cloud", "config", "set", "url", "https://other.test").exitCode())
        .isZero();
    assertThat(typing("s3cret", "cloud", "config", "set", "token").exitCode()).isZero();
    api.on("GET /api/daemon/status", 200, STATUS);
    assertThat(with(Map.of(), "status", "--json", "--url", api.url()).exitCode()).isZero();
    assertThat(api.requests().getFirst().header("Authorization")).isEmpty();
  }

  @Test
  void severalEnvironmentsAreKeptApart() {
    var none = Map.<String, String>of();
    with(none, "cloud", "config", "set", "url", "https://a.test", "--env", "a");
    with(none, "cloud", "config", "set", "url", "https://b.test", "--env", "b");
    assertThat(with(none, "cloud", "config", "set", "default", "b").exitCode()).isZero();
    assertThat(with(none, "cloud", "config", "get", "url").out().strip())
        .isEqualTo("https://b.test");
    assertThat(with(none, "cloud", "config", "get", "url", "--env", "a", "--json").out())
        .contains("https://a.test");
    assertThat(
            json(with(none, "cloud", "config", "list", "--json").out())
                .get("default")
                .getAsString())
        .isEqualTo("b");
    assertThat(with(none, "cloud", "status", "--env", "c").err()).contains("no environment 'c'");
    assertThat(with(none, "cloud", "config", "set", "default", "c").exitCode()).isEqualTo(1);
  }

  @Test
  void settingsAreChecked() {
    var none = Map.<String, String>of();
    assertThat(with(none, "cloud", "config", "set", "url", "ftp://x").err()).contains("ftp://x");
    assertThat(with(none, "cloud", "config", "set", "url", "http://[x").exitCode()).isEqualTo(1);
    assertThat(with(none, "cloud", "config", "set", "colour", "red").err()).contains("colour");
    assertThat(with(none, "cloud", "config", "get", "colour").err()).contains("colour");
    assertThat(with(none, "cloud", "config", "get", "url").err()).contains("not set");
    assertThat(typing(" ", "cloud", "config", "set", "token").err()).contains("no token was given");
    assertThat(with(none, "cloud", "config", "set", "token").err()).contains("standard input");
    assertThat(with(none, "cloud", "config", "set", "url").err()).contains("set url VALUE");
    assertThat(with(none, "cloud", "config", "list").out()).contains("no environment");
  }

  @Test
  void namesOfTheRequirementAreUnderstood() {
    assertThat(with(Map.of(), "cloud", "config", "set", "api_url", api.url()).exitCode()).isZero();
    assertThat(typing(KEY, "cloud", "config", "set", "api_key").exitCode()).isZero();
    var shown = with(Map.of(), "cloud", "config", "get");
    assertThat(shown.out()).contains(api.url(), "***", "config.yaml").doesNotContain(KEY);
    assertThat(json(with(Map.of(), "cloud", "config", "get", "--json").out()).get("url"))
        .isEqualTo(new JsonPrimitive(api.url()));
    assertThat(with(Map.of(), "cloud", "config", "get", "api_url").out().strip())
        .isEqualTo(api.url());
  }

  @Test
  void secretIsNeverAnArgument() {
    for (var name : new String[] {"token", "api_key"}) {
      var run = typing("", "cloud", "config", "set", name, "s3cret");
      assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err()).contains("config set " + name + " <FILE").doesNotContain("s3cret");
      assertThat(home.resolve(".config")).doesNotExist();
    }
  }

  @Test
  void settingsFileThatOthersMayReadIsRefusedWhenItHoldsAToken() throws IOException {
    var file = settingsFile("environments: {local: {url: 'http://127.0.0.1:1', token: abc}}");
    var run = with(Map.of(), "cloud", "status");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("chmod 600 " + file).doesNotContain("abc");
  }

  @Test
  void brokenSettingsFileIsASentence() throws IOException {
    for (var broken :
        new String[] {"a: [", "- a\n", "environments: 3", "environments: {x: {colour: red}}"}) {
      var file = settingsFile(broken);
      var run = with(Map.of(), "cloud", "status");
      assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err()).contains(file.toString());
      assertThat(run.err().lines().toList()).hasSize(1);
    }
  }

  private Path settingsFile(String text) throws IOException {
    var directory = Files.createDirectories(home.resolve(".config/code-developer"));
    return Files.writeString(directory.resolve("config.yaml"), text);
  }

  @Test
  void tokenIsMintedWithTheKeyOfTheEnvironment() {
    var run = with(Map.of("API_AUTH_SECRET", KEY), "cloud", "token", "--role", "viewer");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().strip().split("\\.")).hasSize(3);
    var asJson =
        with(Map.of("API_AUTH_SECRET", KEY), "cloud", "token", "--json", "--subject", "me");
    assertThat(json(asJson.out()).get("subject").getAsString()).isEqualTo("me");
  }

  @Test
  void tokenIsMintedWithTheKeptKeyOfTheEnvironment() {
    assertThat(typing(KEY, "cloud", "config", "set", "api_key", "--env", "prod").exitCode())
        .isZero();

    var run = with(Map.of(), "cloud", "token", "--env", "prod");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().strip().split("\\.")).hasSize(3);
    assertThat(with(Map.of(), "cloud", "token", "--env", "dev").exitCode())
        .isEqualTo(ExitCode.USER_MUST_ACT);
  }

  @Test
  void tokenCanBeKept() {
    var key = Map.of("API_AUTH_SECRET", KEY);
    var run = with(key, "cloud", "token", "--save");
    assertThat(run.out()).contains("config.yaml").doesNotContain("eyJ");
    assertThat(with(key, "cloud", "config", "get", "token").out().strip()).isEqualTo("***");
  }

  @Test
  void missingOrShortKeyIsASentence() {
    var none = with(Map.of(), "cloud", "token");
    assertThat(none.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(none.err()).contains("--data DIR", "API_AUTH_SECRET");
    assertThat(with(Map.of(), "cloud", "token", "--data", "elsewhere").err())
        .contains("elsewhere/secrets.json holds no key");
    var shortKey = with(Map.of("API_AUTH_SECRET", "short"), "cloud", "token");
    assertThat(shortKey.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(shortKey.err()).contains("API_AUTH_SECRET");
    assertThat(with(Map.of("API_AUTH_SECRET", KEY), "cloud", "token", "--hours", "25").exitCode())
        .isEqualTo(ExitCode.USER_MUST_ACT);
  }
}
