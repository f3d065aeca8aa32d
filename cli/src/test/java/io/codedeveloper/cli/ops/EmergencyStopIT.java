package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.person.ScriptedPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything is stopped with the real `gcloud` and the functions as they are served.
final class EmergencyStopIT {
  /// Seconds: a machine that is busy starts gcloud slowly.
  private static final String PATIENT = "600";

  private static final String AT = " --location=europe-west1 --project=acme";

  @TempDir Path home;
  private DaemonAtWork daemon;
  private GoogleStandIn google;

  /// Before anything that a test that is skipped would have to close.
  @BeforeAll
  static void assumeGcloud() {
    GoogleStandIn.assumeGcloud();
  }

  @BeforeEach
  void serve() throws IOException {
    daemon = new DaemonAtWork(home);
    google = new GoogleStandIn(home);
    google.tick("work-p1", "ENABLED", Instant.now());
    google.tick("sweep-p1", "ENABLED", Instant.now());
    google.tick("sweep-p2", "ENABLED", Instant.now());
    google.job("nightly-report", "ENABLED", Instant.now());
    google.job("sweep-x", "ENABLED", Instant.now());
    google.execution("e-done", Instant.now(), "True", "");
    google.execution("e-runs", Instant.now(), "Unknown", "");
    google.secret("ANTHROPIC_API_KEY", 3);
    google.secret("GITHUB_TOKEN", 2);
  }

  @AfterEach
  void close() {
    daemon.close();
    google.close();
  }

  private CommandRun stop(Map<String, String> more, String... options) throws IOException {
    var variables = new HashMap<>(google.variables());
    variables.putAll(more);
    var words = Stream.of("emergency-stop", "--yes", "--within", PATIENT, "--json");
    return daemon.ops(variables, Stream.concat(words, Stream.of(options)).toArray(String[]::new));
  }

  private CommandRun stop(String... options) throws IOException {
    return stop(Map.of(), options);
  }

  private void run(String... words) {
    var run = daemon.run(new ScriptedPerson(), Map.of(), words);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  private static JsonObject json(CommandRun run) {
    return JsonParser.parseString(run.out()).getAsJsonObject();
  }

  private static String incident(CommandRun run) throws IOException {
    return Files.readString(Path.of(json(run).get("incident_file").getAsString()));
  }

  private static List<String> undo(CommandRun run) {
    return json(run).getAsJsonArray("how_to_undo_it").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(one -> one.get("what").getAsString() + ": " + one.get("command").getAsString())
        .toList();
  }

  /// What is to be typed next about something.
  private static List<String> next(CommandRun run, String subject) {
    return json(run).getAsJsonArray("findings").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(one -> List.of(one.get("subject").getAsString().split(", ")).contains(subject))
        .flatMap(one -> one.getAsJsonArray("next").asList().stream())
        .map(JsonElement::getAsString)
        .toList();
  }

  @Test
  void allThatCanBeDoneIsDone() throws IOException {
    google.refuse("/secrets/ANTHROPIC_API_KEY");
    google.relaunch("e-again");
    daemon.served().stopServing();

    var run = stop();

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(google.changes())
        .containsSubsequence("cancel e-runs", "cancel e-again")
        .containsExactlyInAnyOrder(
            "cancel e-again",
            "cancel e-runs",
            "disable GITHUB_TOKEN/2",
            "pause code-developer",
            "pause sweep-p1",
            "pause sweep-p2",
            "pause work-p1");
    assertThat(undo(run))
        .containsExactly(
            "secret GITHUB_TOKEN: gcloud secrets versions enable 2 --secret=GITHUB_TOKEN --project=acme",
            "queue: gcloud tasks queues resume code-developer" + AT,
            "tick work-p1: gcloud scheduler jobs resume work-p1" + AT,
            "tick sweep-p2: gcloud scheduler jobs resume sweep-p2" + AT,
            "tick sweep-p1: gcloud scheduler jobs resume sweep-p1" + AT);
    assertThat(json(run).getAsJsonArray("findings").toString())
        .contains("nobody answers", "secret ANTHROPIC_API_KEY", "not yours to see")
        .contains("{\"subject\":\"execution e-runs\",\"level\":\"fine\"")
        .contains("{\"subject\":\"execution e-again\",\"level\":\"wrong\"")
        .contains("as long as the daemon is not halted it begins more");
    assertThat(next(run, "execution e-again").toString())
        .contains("gcloud run jobs executions cancel")
        .doesNotContain("emergency-stop");
    assertThat(incident(run))
        .contains("- [x] tick sweep-p1: is paused\n")
        .contains("- [ ] tick sweep-p1: `gcloud scheduler jobs resume sweep-p1" + AT + "`")
        .contains("- [ ] secret ANTHROPIC_API_KEY: failed", "- [ ] daemon: failed")
        .contains("execution e-runs began", "execution e-again began")
        .contains("| done: queue: is paused |");
  }

  @Test
  void everyDaemonThatIsNotReachedHasItsOwnCommand() throws IOException {
    daemon.served().stopServing();

    var run = stop();

    var daemons =
        List.of(
            "project-manager cloud stop --force",
            "project-manager cloud stop --force --project p1",
            "project-manager cloud stop --force --project p2");
    assertThat(next(run, "daemon of p2")).containsExactlyInAnyOrderElementsOf(daemons);
    assertThat(incident(run))
        .contains(daemons.stream().map(one -> "- [ ] `" + one + "`").toList())
        .containsPattern("- \\[ \\] daemon of p2: .*; by hand: `%s`".formatted(daemons.getLast()));
  }

  @Test
  void whatRanIsStartedAgainAtTheSameInstallationTheDaemonLast() throws IOException {
    setUpProd();
    daemon.another("p2");
    daemon.another("p3");
    google.tick("sweep-p3", "PAUSED", Instant.now());
    run("cloud", "start", "--project", "p1");
    run("cloud", "start", "--project", "p2");

    var run = stop("--env", "prod");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(undo(run))
        .as(run.out())
        .startsWith(
            "secret GITHUB_TOKEN: gcloud secrets versions enable 2 --secret=GITHUB_TOKEN --project=acme")
        .endsWith(
            "tick sweep-p1: gcloud scheduler jobs resume sweep-p1" + AT,
            "daemon of p2: project-manager cloud start --project p2 --env prod",
            "daemon of p1: project-manager cloud start --project p1 --env prod")
        .noneMatch(line -> line.contains("p3"))
        .hasSize(8);
    assertThat(json(run).getAsJsonArray("findings").toString())
        .contains("{\"subject\":\"daemon of p3\",\"level\":\"fine\"", "it was stopped before");
    assertThat(incident(run))
        .contains("- [ ] daemon of p2: `project-manager cloud start --project p2 --env prod`")
        .contains("then `project-manager ops health-check --env prod`");
    for (var project : List.of("p1", "p2", "p3")) {
      assertThat(status(project)).isEqualTo("stopped");
    }
  }

  private void setUpProd() {
    run("cloud", "config", "set", "url", daemon.served().url(), "--env", "prod");
    run("cloud", "config", "set", "gcp_project", "acme", "--env", "prod");
    run("cloud", "config", "set", "gcp_location", "europe-west1", "--env", "prod");
  }

  @Test
  void projectInGoogleCloudThatOnlyAVariableNamesMayBeOfAnotherInstallation() throws IOException {
    run("cloud", "config", "set", "url", daemon.served().url(), "--env", "prod");
    run("cloud", "start", "--project", "p1");

    var refused = stop("--env", "prod");

    assertThat(refused.exitCode()).as(refused.out()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(refused.err())
        .contains("nothing was done", "GCP_PROJECT_ID is 'acme'", "--gcp-project acme")
        .contains("project-manager cloud config set gcp_project ID --env prod");
    assertThat(google.changes()).isEmpty();
    assertThat(status("p1")).isNotEqualTo("stopped");

    stop("--env", "prod", "--gcp-project", "acme", "--keep-secrets");

    assertThat(google.changes()).contains("pause work-p1");
    assertThat(status("p1")).isEqualTo("stopped");
  }

  private String status(String project) {
    var run = daemon.run(Person.nobody(), Map.of(), "status", "--project", project, "--json");
    return json(run).get("status").getAsString();
  }

  @Test
  void whatWasPausedBeforeStaysPaused() throws IOException {
    google.tick("work-p1", "PAUSED", Instant.now());
    google.queue("PAUSED");

    var run = stop("--keep-secrets");

    assertThat(google.changes())
        .containsExactlyInAnyOrder("cancel e-runs", "pause sweep-p1", "pause sweep-p2");
    assertThat(undo(run)).hasSize(2).allMatch(line -> line.startsWith("tick sweep-p"));
  }

  /// The daemon pauses the tick of its work when it is halted.
  @Test
  void tickThatIsPausedMeanwhileIsPaused() throws IOException {
    google.afterwards("list ticks", () -> google.tick("work-p1", "PAUSED", Instant.now()));

    var run = stop("--keep-secrets");

    assertThat(json(run).getAsJsonArray("findings").toString())
        .contains("{\"subject\":\"tick work-p1\",\"level\":\"fine\",\"text\":\"is paused\"");
    assertThat(google.changes()).contains("pause sweep-p1").doesNotContain("pause work-p1");
    assertThat(undo(run))
        .contains("tick work-p1: gcloud scheduler jobs resume work-p1" + AT)
        .contains("tick sweep-p1: gcloud scheduler jobs resume sweep-p1" + AT);
  }

  @Test
  void whatIsRefusedOnceIsDoneAllTheSame() throws IOException {
    google.refuse("/executions", 1);
    google.refuse("/locations/europe-west1/jobs", 1);
    google.refuse("/queues/code-developer:pause", 1);
    daemon.another("p2");

    var run = stop();

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(google.changes())
        .containsExactlyInAnyOrder(
            "cancel e-runs",
            "disable ANTHROPIC_API_KEY/3",
            "disable GITHUB_TOKEN/2",
            "pause code-developer",
            "pause sweep-p1",
            "pause sweep-p2",
            "pause work-p1");
    assertThat(incident(run)).contains("execution e-runs began").doesNotContain("not yours to see");
  }

  @Test
  void whatCannotBeListedIsStoppedByHand() throws IOException, InterruptedException {
    setUpProd();
    google.refuse("/executions");
    google.refuse("/locations/europe-west1/jobs");
    google.refuse("/queues/");
    google.refuse("/secrets/");

    var run = stop("--env", "prod");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(google.changes()).isEmpty();
    google.refuseNothing();
    for (var what :
        List.of(
            "other daemons",
            "ticks",
            "queue",
            "executions",
            "secret ANTHROPIC_API_KEY",
            "secret GITHUB_TOKEN")) {
      assertThat(next(run, what)).as(what).hasSize(1);
      typed(next(run, what).getFirst());
    }
    assertThat(google.changes())
        .containsExactlyInAnyOrder(
            "cancel e-runs",
            "disable ANTHROPIC_API_KEY/3",
            "disable GITHUB_TOKEN/2",
            "pause code-developer",
            "pause sweep-p1",
            "pause sweep-p2",
            "pause work-p1");
    assertThat(Files.readAllLines(home.resolve("typed")))
        .containsExactlyInAnyOrder(
            "cloud stop --force --project p1 --env prod",
            "cloud stop --force --project p2 --env prod");
  }

  /// Types a command into a shell that has a `project-manager` which only writes down its words.
  private void typed(String command) throws IOException, InterruptedException {
    var script = home.resolve("bin").resolve("project-manager");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\necho \"$@\" >> " + home.resolve("typed") + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    var shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
    shell.redirectOutput(home.resolve("shell").toFile());
    shell.environment().putAll(google.variables());
    shell.environment().merge("PATH", script.getParent() + ":", (path, ours) -> ours + path);
    assertThat(shell.start().waitFor())
        .as(command + "\n" + Files.readString(home.resolve("shell")))
        .isZero();
  }

  @Test
  void keysThatAreDisabledAreNamedAfterwardsWithWhatEnablesThem() throws IOException {
    google.secret("API_AUTH_SECRET", 1);
    stop();

    var run = daemon.ops(google.variables(), "health-check", "--within", PATIENT);

    assertThat(run.out())
        .contains("can be read: API_AUTH_SECRET")
        .containsPattern("wrong +ANTHROPIC_API_KEY +is disabled, all 3 versions of it")
        .contains(
            "next: gcloud secrets versions enable 3 --secret=ANTHROPIC_API_KEY --project=acme",
            "next: gcloud secrets versions enable 2 --secret=GITHUB_TOKEN --project=acme");
  }
}
