package io.codedeveloper.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.demo.DemoRepository;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.terminal.Look;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
  @TempDir Path home;

  private CommandRun refused(String... options) {
    var arguments = new java.util.ArrayList<>(java.util.List.of("local", "up"));
    arguments.addAll(java.util.List.of(options));
    return CommandRun.in(home, arguments.toArray(String[]::new));
  }

  @Test
  void printsItsAddressAndCommandsThatWorkAsTheyAre() throws Exception {
    try (var host = new HostRun(home, "--demo", "--data", "d", "--port", "0", "--json")) {
      var ready = host.readyJson();
      var url = ready.get("url").getAsString();
      assertThat(url).isEqualTo("http://127.0.0.1:" + ready.get("port").getAsInt());

      var next =
          ready.getAsJsonArray("next").asList().stream().map(command -> command.getAsString());
      var outputs =
          next.map(command -> command.substring("project-manager ".length()).split(" "))
              .map(arguments -> CommandRun.in(home, arguments))
              .toList();

      assertThat(outputs).allSatisfy(run -> assertThat(run.exitCode()).as(run.err()).isZero());
      assertThat(outputs.getLast().out()).contains("daemon", "timesheet.git");
      assertThat(host.end()).isEqualTo(ExitCode.DONE);
      assertThat(unreachable(url)).isTrue();
    }
  }

  @Test
  void roadmapCanBeSeenAndEditedBeforeTheFirstIteration() {
    try (var host = new HostRun(home, "--demo", "--data", "d", "--port", "0", "--json")) {
      var variables =
          Map.of(
              "CODE_DEVELOPER_URL",
              host.readyJson().get("url").getAsString(),
              "CODE_DEVELOPER_TOKEN",
              CommandRun.in(home, "cloud", "token", "--data", "d").out().strip());
      var person = new ScriptedPerson().edits(text -> text + "\nMore.\n");
      var edit = CommandRun.by(person, home, variables, Look.PIPE, "cloud", "edit", "roadmap");
      assertThat(edit.exitCode()).as(edit.err()).isEqualTo(ExitCode.DONE);
      assertThat(edit.out()).contains("saved 'roadmap'");
    }
  }

  @Test
  void roadmapThatHoldsASecretIsShownToNobody() throws Exception {
    var repository = DemoRepository.in(home, Clock.systemUTC());
    var options =
        new String[] {
          "--repository",
          repository.toString(),
          "--data",
          "d",
          "--port",
          "0",
          "--tick",
          "1h",
          "--sandbox",
          "none",
          "--json"
        };
    assertThat(roadmap(Map.of("ANTHROPIC_API_KEY", "a key of nobody's"), options))
        .contains("Read durations as people write them");
    assertThat(roadmap(Map.of("ANTHROPIC_API_KEY", "Read durations as people"), options))
        .as("nor is the copy that the earlier host left")
        .contains("\"status\":404")
        .doesNotContain("as people write them");
  }

  private String roadmap(Map<String, String> variables, String... options) throws Exception {
    try (var host = new HostRun(home, variables, options);
        var client = HttpClient.newHttpClient()) {
      var url = host.readyJson().get("url").getAsString();
      var token = CommandRun.in(home, "cloud", "token", "--data", "d").out().strip();
      var request =
          HttpRequest.newBuilder(URI.create(url + "/api/files/docs/ROADMAP.md"))
              .header("Authorization", "Bearer " + token);
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }

  @Test
  void tellsPeopleHowToGoOn() {
    try (var host = new HostRun(home, "--demo", "--data", "my data", "--port", "0")) {
      assertThat(host.ready())
          .contains("ready  http://127.0.0.1:", "every 30s", "project-manager cloud start")
          .contains("token --save --data '" + home.resolve("my data") + "'");
      assertThat(host.end()).isEqualTo(ExitCode.DONE);
      assertThat(host.out()).endsWith("ending …\n");
      assertThat(host.err()).isEmpty();
    }
  }

  @Test
  void keepsTheSigningKeyItMadeWhereOnlyItsOwnerReadsIt() throws IOException {
    var file = home.resolve("d/secrets.json");
    try (var host = new HostRun(home, "--demo", "--data", "d", "--port", "0")) {
      host.ready();
    }
    var kept = Files.readString(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var host = new HostRun(home, "--demo", "--data", "d", "--port", "0")) {
      host.ready();
    }
    assertThat(file).hasContent(kept);
  }

  @Test
  void secondHostOnTheSameDataIsRefusedByName() {
    try (var host = new HostRun(home, "--demo", "--data", "d", "--port", "0")) {
      host.ready();
      var second = refused("--demo", "--data", "d", "--port", "0");
      assertThat(second.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(second.err())
          .contains("process " + ProcessHandle.current().pid(), "--data")
          .hasLineCount(1);
    }
  }

  @Test
  void takenPortIsRefusedWithAWayOut() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      var run = refused("--demo", "--data", "d", "--port", port);
      assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err()).contains("port " + port + " is taken", "--port 0").hasLineCount(1);
    }
    try (var host = new HostRun(home, "--demo", "--data", "d", "--port", "0")) {
      assertThat(host.ready()).as("the refused one left no lock behind").contains("ready");
    }
  }

  @Test
  void unknownRepositoryAndModelAreRefusedAtOnce() {
    var run =
        CommandRun.with(
            home,
            Map.of("ANTHROPIC_API_KEY", "a key", "CODE_DEVELOPER_MODEL", "abacus"),
            Look.PIPE,
            "local",
            "up",
            "--repository",
            "nowhere",
            "--data",
            "d",
            "--port",
            "0",
            "--sandbox",
            "none");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("nowhere", "does not exist", "abacus").hasLineCount(2);
  }

  @Test
  void missingKeyAndUnknownModelAreRefusedAtOnce() {
    var repository = DemoRepository.in(home, Clock.systemUTC());
    var options =
        new String[] {
          "--repository", repository.toString(), "--data", "d", "--port", "0", "--sandbox", "none"
        };
    assertThat(refused(options).err()).contains("ANTHROPIC_API_KEY").hasLineCount(1);

    var arguments = new java.util.ArrayList<>(java.util.List.of("local", "up"));
    arguments.addAll(java.util.List.of(options));
    arguments.addAll(java.util.List.of("--model", "abacus"));
    var key = Map.of("ANTHROPIC_API_KEY", "a key");
    var run = CommandRun.with(home, key, Look.PIPE, arguments.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("abacus").hasLineCount(1);
  }

  @Test
  void wrongOptionsAreUsage() {
    assertThat(refused("--data", "d").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused("--demo", "--repository", "x").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused("--demo", "--port", "65536").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused("--demo", "--tick", "soon").err()).contains("soon");
  }

  private static boolean unreachable(String url) throws InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
      return false;
    } catch (IOException refused) {
      return true;
    }
  }
}
