package io.codedeveloper.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a user sees of `local run-once`, with good input and with bad.
class RunOnceIT {
  private static final String ROADMAP =
      """
      ### PRIORITY 1: Greet
      **Status**: 📝 Planned

      Write hello.txt.

      ### PRIORITY 2: Name a colour
      **Status**: 📝 Planned

      Write colour.txt.

      ### PRIORITY 3: Square the circle
      **Status**: 📝 Planned
      """;
  private static final Map<String, String> FILES =
      Map.of(
          "docs/ROADMAP.md",
          ROADMAP,
          "code-developer.yml",
          "test: test ! -e broken\n",
          "a.txt",
          "a\n");

  @TempDir Path home;
  private final Map<String, String> variables = new HashMap<>();
  private RecordedMessagesServer model;
  private Path repository;

  @BeforeEach
  void open() throws IOException {
    model =
        RecordedMessagesServer.start(
            new Recording(
                List.of(
                    Script.matching("Greet")
                        .calls("write_file", Map.of("path", "hello.txt", "content", "hello\n"))
                        .finishes("Writes hello.txt.")
                        .session(),
                    Script.matching("Name a colour")
                        .asks("Which colour?", "red", "blue")
                        .calls("write_file", Map.of("path", "colour.txt", "content", "blue\n"))
                        .finishes("Writes colour.txt.")
                        .session(),
                    Script.matching("Square the circle")
                        .finishes("It was done already.")
                        .finishes("Nothing is to be done: it is there.")
                        .session())),
            pause -> {});
    variables.put("ANTHROPIC_BASE_URL", model.baseUrl());
    variables.put("ANTHROPIC_API_KEY", "key-for-this-test");
    variables.put("PATH", "/usr/bin:/bin");
    repository = BareRepository.with(home.resolve("repository.git"), FILES);
  }

  @AfterEach
  void close() {
    model.close();
  }

  private CommandRun runOnce(String... more) {
    return on(repository.toString(), more);
  }

  private CommandRun on(String where, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "local", "run-once", "--repository", where, "--data", "data", "--sandbox", "none"));
    arguments.addAll(List.of(more));
    return CommandRun.with(home, variables, Look.PIPE, arguments.toArray(String[]::new));
  }

  private static JsonObject json(CommandRun run) {
    return JsonParser.parseString(run.out()).getAsJsonObject();
  }

  @Test
  void priorityBecomesAPullRequest() throws IOException {
    var run = runOnce();
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains(
            "PRIORITY 1", "· write_file hello.txt", "pull request", "code-developer/priority-1");
    try (var remote = BareRepository.open(repository)) {
      assertThat(remote.resolve("refs/heads/code-developer/priority-1")).isNotNull();
    }
    var again = runOnce("--priority", "PRIORITY-1", "--json");
    assertThat(json(again).get("outcome").getAsString()).isNotEqualTo("gave_up");
    try (var remote = BareRepository.open(repository)) {
      assertThat(remote.getRefDatabase().getRefsByPrefix("refs/heads/")).hasSize(2);
    }
  }

  @Test
  void questionWaitsForItsAnswer() {
    var asked = runOnce("--priority", "PRIORITY-2");
    assertThat(asked.exitCode()).as(asked.out() + asked.err()).isEqualTo(ExitCode.WAITING);
    assertThat(asked.out())
        .contains("Which colour?", "red | blue", "project-manager respond", "--data data");
    var waiting =
        JsonParser.parseString(
                CommandRun.in(home, "notifications", "--data", "data", "--json").out())
            .getAsJsonObject()
            .getAsJsonArray("notifications");
    var id = waiting.get(0).getAsJsonObject().get("id").getAsString();
    assertThat(CommandRun.in(home, "respond", id, "blue", "--data", "data").exitCode()).isZero();
    var answered = json(runOnce("--json"));
    assertThat(answered.get("outcome").getAsString()).isEqualTo("pull_request");
    assertThat(answered.get("branch").getAsString()).isEqualTo("code-developer/priority-2");
  }

  @Test
  void agentThatChangesNothingHasGivenUp() {
    var run = runOnce("--priority", "PRIORITY-3", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.GAVE_UP);
    assertThat(json(run).get("pullRequest").isJsonNull()).isTrue();
    assertThat(json(run).getAsJsonObject("usage").get("output").getAsLong()).isPositive();
  }

  @Test
  void dirtyCheckoutStaysAsItIs() throws Exception {
    var checkout = home.resolve("checkout");
    var made =
        new ProcessBuilder("git", "clone", "-q", repository.toString(), checkout.toString())
            .start()
            .waitFor();
    assertThat(made).isZero();
    Files.writeString(checkout.resolve("a.txt"), "not committed\n");
    Files.writeString(checkout.resolve("new.txt"), "not added\n");
    var run = on(checkout.toString(), "--json");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(checkout.resolve("a.txt")).hasContent("not committed");
    assertThat(checkout.resolve("new.txt")).exists();
    assertThat(checkout.resolve("hello.txt")).doesNotExist();
  }

  @Test
  void roadmapThatIsMissingEmptyOrNotUnderstoodIsExplained() throws IOException {
    assertSentence(runOnce("--roadmap", "docs/NONE.md"), "docs/NONE.md");
    var empty = BareRepository.with(home.resolve("e.git"), Map.of("docs/ROADMAP.md", "", "a", "a"));
    assertSentence(on(empty.toString()), "docs/ROADMAP.md");
    var ideas =
        BareRepository.with(
            home.resolve("i.git"), Map.of("docs/ROADMAP.md", "# Ideas\n\nSome day.\n"));
    assertSentence(on(ideas.toString()), "docs/ROADMAP.md");
  }

  @Test
  void completeRoadmapIsNothingToDo() throws IOException {
    var done = ROADMAP.replace("📝 Planned", "✅ Complete");
    var place = BareRepository.with(home.resolve("done.git"), Map.of("docs/ROADMAP.md", done));
    var run = on(place.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO);
    assertThat(run.out()).contains("complete");
  }

  @Test
  void repositoryThatIsMissingEmptyOrWithoutTheBranchIsExplained() throws IOException {
    assertSentence(on(home.resolve("nowhere").toString()), "nowhere");
    var empty = BareRepository.empty(home.resolve("empty.git"));
    assertSentence(on(empty.toString()), "empty.git");
    assertSentence(runOnce("--base", "develop"), "develop");
  }

  @Test
  void hostThatDoesNotAnswerMeansTryAgain() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    var run = on("http://127.0.0.1:" + free + "/you/yours.git");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(run.out() + run.err()).contains("127.0.0.1:" + free);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void hostThatRefusesIsTheUsersToChange(int status) throws IOException {
    var host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    host.start();
    try {
      var url = "http://127.0.0.1:" + host.getAddress().getPort() + "/you/yours.git";
      assertSentence(on(url), "you/yours");
    } finally {
      host.stop(0);
    }
  }

  @Test
  @FaultRow({"M17"})
  void modelThatNobodyKnowsIsExplained() {
    assertSentence(runOnce("--model", "gpt-0"), "gpt-0");
  }

  @Test
  void missingKeyIsExplained() {
    variables.remove("ANTHROPIC_API_KEY");
    assertSentence(runOnce(), "ANTHROPIC_API_KEY");
  }

  @Test
  void wrongKeyIsExplainedAndNothingIsLost() {
    model.acceptingOnly("another-key");
    var run = runOnce();
    assertSentence(run, "401");
    assertThat(run.out() + run.err()).doesNotContain("key-for-this-test");
    model.acceptingOnly("key-for-this-test");
    assertThat(runOnce().exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void unknownSandboxIsExplained() {
    var run =
        CommandRun.with(
            home,
            variables,
            Look.PIPE,
            "local",
            "run-once",
            "--repository",
            repository.toString(),
            "--data",
            "data",
            "--sandbox",
            "castle");
    assertSentence(run, "castle");
  }

  @Test
  void malformedAddressesAreExplained() {
    variables.put("GITHUB_API_URL", "ftp://x");
    variables.put("ANTHROPIC_BASE_URL", "nowhere");
    var run = runOnce();
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("GITHUB_API_URL", "ANTHROPIC_BASE_URL");
  }

  @Test
  void unknownPriorityIsExplained() {
    var run = runOnce("--priority", "PRIORITY-99");
    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out() + run.err()).contains("PRIORITY-99");
  }

  @Test
  void dataDirectoryThatIsAFileIsExplained() throws IOException {
    Files.writeString(home.resolve("data"), "a file");
    assertSentence(runOnce(), "data");
  }

  @Test
  void dataDirectoryOfANewerVersionIsExplainedAndLeftAlone() throws IOException, SQLException {
    var data = Files.createDirectory(home.resolve("data"));
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("code-developer.db"));
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 9999");
    }
    assertSentence(runOnce(), "newer");
  }

  @Test
  void missingOptionIsUsage() {
    var run = CommandRun.in(home, "local", "run-once", "--data", "data");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--repository");
  }

  private static void assertSentence(CommandRun run, String with) {
    var told = run.out() + run.err();
    assertThat(run.exitCode()).as(told).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(told).contains(with).doesNotContain("Exception", "\tat ");
  }
}
