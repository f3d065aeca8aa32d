package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Procedures against the functions as they are served, where no project of Google Cloud is known.
final class ProceduresTest {
  @TempDir Path home;
  private DaemonAtWork daemon;

  @BeforeEach
  void serve() {
    daemon = new DaemonAtWork(home);
  }

  @AfterEach
  void close() {
    daemon.close();
  }

  private static JsonObject json(CommandRun run) {
    return JsonParser.parseString(run.out()).getAsJsonObject();
  }

  private static JsonObject finding(CommandRun run, String subject) {
    var all = json(run).getAsJsonArray("findings");
    return all.asList().stream()
        .map(one -> one.getAsJsonObject())
        .filter(one -> one.get("subject").getAsString().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no '%s' in %s".formatted(subject, all)));
  }

  private static String level(CommandRun run, String subject) {
    return finding(run, subject).get("level").getAsString();
  }

  @Test
  void installationThatIsWellIsSaidToBe() {
    var run = daemon.ops("health-check");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("all is well", "database connected", "next: project-manager cloud start")
        .containsPattern("answer time +[0-9]+ ms, .*the target is 500 ms")
        .contains("was not asked: no project of Google Cloud is known");
  }

  @Test
  void everythingThatIsWrongIsNamedWithWhatToTypeNext() {
    daemon.asked("Which?");
    daemon.gaveUpAMessage("it is of another version");
    daemon.spent("P1", "large", "25");
    for (var i = 0; i < 11; i++) {
      daemon.logged(Instant.now(), Severity.ERROR, "the push was refused after %d s".formatted(i));
    }

    var run = daemon.ops("health-check", "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(finding(run, "questions").get("text").getAsString()).contains("1 open", "Which?");
    assertThat(level(run, "questions")).isEqualTo("note");
    assertThat(level(run, "given up")).isEqualTo("wrong");
    assertThat(finding(run, "given up").get("text").getAsString()).contains("another version");
    assertThat(level(run, "budget")).isEqualTo("wrong");
    assertThat(level(run, "errors")).isEqualTo("wrong");
    assertThat(finding(run, "errors").getAsJsonArray("next").toString())
        .contains("project-manager ops log-review");
    assertThat(daemon.ops("health-check").out()).contains("3 wrong, 0 could not be read");
  }

  @Test
  void apiThatDoesNotAnswerIsOneFindingAndItsOwnExitCode() {
    daemon.served().stopServing();
    var run = daemon.ops("health-check");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.out().lines().filter(line -> line.startsWith("unreachable"))).hasSize(1);
    assertThat(run.out()).contains("API, answer time, daemon, next tick", "nobody answers at");
  }

  @Test
  void settingsOfAnotherInstallationNameNoProjectForThisOne() {
    set("url", "https://prod.example.org");
    set("gcp_project", "acme-prod");
    set("gcp_location", "europe-west1");

    var run = daemon.ops("health-check", "--url", daemon.served().url());

    assertThat(run.out())
        .doesNotContain("acme-prod")
        .contains("no project of Google Cloud is known");
  }

  @Test
  void environmentThatIsNamedMeansItsOwnProjectWhateverVariablesSay() {
    var variables = Map.of("GCP_PROJECT_ID", "acme-dev", "GCP_LOCATION", "us-east1");
    set("url", daemon.served().url());
    set("gcp_project", "acme-prod");
    set("gcp_location", "europe-west1");

    var named = daemon.ops(variables, "health-check", "--env", "prod");

    assertThat(named.exitCode()).as(named.err()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(named.out())
        .contains("project acme-prod in europe-west1")
        .contains("next: project-manager cloud start --env prod")
        .containsPattern(
            "unreadable +projects, version, executions, ticks, queue, .*no gcloud on the PATH");
    assertThat(daemon.ops(variables, "health-check").out())
        .contains("project acme-dev in us-east1");
  }

  private void set(String name, String value) {
    var run =
        daemon.run(
            new ScriptedPerson(), Map.of(), "cloud", "config", "set", name, value, "--env", "prod");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void waitingHasBounds() {
    for (var seconds : List.of("-1", "0", "4", "601", "2147483647")) {
      var run = daemon.ops("health-check", "--within", seconds);
      assertThat(run.exitCode()).as(seconds).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("--within is %s; it must be 5 to 600".formatted(seconds));
    }
    assertThat(daemon.ops("health-check", "--within", "600").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void emergencyStopIsGivenTheTimeForItsSecondLook() {
    for (var seconds : List.of("5", "19", "601")) {
      var run = daemon.ops("emergency-stop", "--yes", "--within", seconds);
      assertThat(run.exitCode()).as(seconds).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("--within is %s; it must be 20 to 600".formatted(seconds));
    }
  }

  @Test
  void whatIsNotAnsweredInTimeMayHaveBeenDoneAllTheSame() {
    var act =
        new Act.Plan("secret GITHUB_TOKEN", "gcloud disable", "gcloud enable")
            .failed(new TransientException("Google Cloud did not answer within 20 s; try again"));

    assertThat(act.said()).startsWith("it is not known whether that was done: Google Cloud did");
    assertThat(act.undo().command()).isEqualTo("gcloud enable");
    assertThat(act.isDone()).isFalse();
  }

  @Test
  void activityIsWhatHappenedSinceThen() {
    assertThat(daemon.ops("activity").out())
        .contains("0 iterations since", "project-manager cloud status");
    daemon.iterated("aaaaaaaaaaaa", "P1", IterationOutcome.PULL_REQUEST, "0.25");
    daemon.asked("Which?");
    var run = daemon.ops("activity");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("pull/7", "$0.2500", "Which?", "1 with a pull request", "1 question open");
    var json = json(daemon.ops("activity", "--since", "2h", "--json"));
    assertThat(json.getAsJsonArray("iterations")).hasSize(1);
    assertThat(json.getAsJsonArray("notifications")).hasSizeGreaterThan(0);
    assertThat(daemon.ops("activity", "--since", "yesterday").err()).contains("'yesterday'");
    assertThat(daemon.ops("activity", "--since", "2999-01-01T00:00:00Z").err())
        .contains("in the future");
  }

  @Test
  void weekIsCountedFromItsIterations() {
    daemon.iterated("aaaaaaaaaaaa", "P1", IterationOutcome.PULL_REQUEST, "0.25");
    daemon.iterated("bbbbbbbbbbbb", "P2", IterationOutcome.GAVE_UP, "0.50");
    daemon.logged(Instant.now(), Severity.ERROR, "boom");
    var run = daemon.ops("weekly-review", "--json");
    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.DONE);
    assertThat(row(json(run).getAsJsonArray("outcomes"), "outcome", "gave_up").toString())
        .contains("\"iterations\":1", "\"cost_usd\":0.5");
    assertThat(json(run).getAsJsonArray("pull_requests")).hasSize(1);
    assertThat(json(run).getAsJsonArray("top_errors").toString()).contains("boom");

    daemon.iterated("cccccccccccc", "P3", IterationOutcome.GAVE_UP, "0.50");
    var worse = daemon.ops("weekly-review");
    assertThat(worse.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(worse.out()).contains("more came to nothing than to a pull request");
    assertThat(daemon.ops("weekly-review", "--days", "0").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private static JsonObject row(JsonArray rows, String column, String value) {
    return rows.asList().stream()
        .map(one -> one.getAsJsonObject())
        .filter(one -> one.get(column).getAsString().equals(value))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void errorsAreGroupedByWhatTheySay() {
    var old = Instant.now().minus(Duration.ofDays(3));
    daemon.logged(old, Severity.ERROR, "the push to 'a' took 31 s");
    daemon.logged(Instant.now(), Severity.ERROR, "the push to 'b' took 7 s");
    assertThat(daemon.ops("log-review").exitCode()).isEqualTo(ExitCode.DONE);

    daemon.logged(Instant.now(), Severity.ERROR, "out of space\nwith a trace");
    var run = daemon.ops("log-review", "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    var errors = json(run).getAsJsonArray("errors");
    assertThat(errors).hasSize(2);
    assertThat(errors.get(0).toString())
        .contains("\"times\":2", "the push to '…' took N s", "the push to 'b' took 7 s");
    assertThat(finding(run, "new error").get("text").getAsString()).endsWith("out of space");
    assertThat(daemon.ops("log-review").out()).contains("out of space").doesNotContain("trace");
  }

  /// Of what was cut off nobody knows whether it was there before.
  @Test
  void errorsOfALogThatIsCutAreNotCalledNew() {
    var old = Instant.now().minus(Duration.ofDays(3));
    daemon.logged(old.minusSeconds(60), Severity.ERROR, "the push to 'a' took 31 s");
    for (var i = 0; i < LogLine.MOST - 1; i++) {
      daemon.logged(old, Severity.ERROR, "out of space");
    }
    daemon.logged(Instant.now(), Severity.ERROR, "the push to 'b' took 7 s");

    var run = daemon.ops("log-review", "--within", "600", "--json");

    assertThat(run.out()).doesNotContain("\"new error\"");
    assertThat(level(run, "perhaps new error")).isEqualTo("note");
    assertThat(finding(run, "perhaps new error").get("text").getAsString())
        .contains("the push to 'b'", "older entries were not read");
    assertThat(finding(run, "errors").get("text").getAsString()).contains("at least 1000 in all");
    assertThat(daemon.ops("weekly-review", "--within", "600").out()).contains("at least 1000 came");
  }

  @Test
  void unusualCostsAreNamed() {
    assertThat(daemon.ops("cost-review").out()).contains("nothing unusual");
    daemon.spent("P1", "large", "3");
    daemon.spent("P2", "small", "1");
    daemon.iterated("aaaaaaaaaaaa", "P1", IterationOutcome.GAVE_UP, "3");
    daemon.iterated("bbbbbbbbbbbb", "P2", IterationOutcome.PULL_REQUEST, "1");

    var run = daemon.ops("cost-review", "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(finding(run, "dear priority").get("text").getAsString())
        .contains("P1 took $3.0000 of $4.0000");
    assertThat(finding(run, "for nothing").get("text").getAsString())
        .contains("1 iteration for $3.0000");
    assertThat(row(json(run).getAsJsonArray("models"), "name", "large").get("spent_usd"))
        .hasToString("3.0");
    assertThat(daemon.ops("cost-review").out()).contains("models");
  }

  @Test
  void incidentIsWrittenDownAndNothingIsWrittenOver() throws IOException {
    daemon.iterated("aaaaaaaaaaaa", "P1", IterationOutcome.GAVE_UP, "3");
    daemon.logged(Instant.now(), Severity.WARNING, "ghp_0123456789012345678901234567 | leaked");
    daemon.gaveUpAMessage("why");

    var run =
        daemon.ops(
            "incident", "--severity", "P1", "--title", "It stands", "--folder", "i", "--json");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    var file = Path.of(json(run).get("incident_file").getAsString());
    assertThat(file).hasParent(home.resolve("i"));
    var text = Files.readString(file);
    assertThat(text)
        .startsWith("# Incident: It stands\n")
        .contains("| severity | P1: a part fails, or it costs too much |", "**given up** (wrong)")
        .contains("- [ ] `project-manager notifications`", "iteration aaaaaaaaaaaa (PRIORITY P1)")
        .contains("### Status", "\"status\": \"stopped\"", "\\| leaked |")
        .doesNotContain("ghp_0123");
    assertThat(
            daemon.ops("incident", "--severity", "P1", "--title", "x", "--folder", "i").exitCode())
        .isZero();
    assertThat(Files.readString(file)).isEqualTo(text);
    try (var files = Files.list(home.resolve("i"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void incidentIsWrittenDownAlsoWhereNothingAnswers() throws IOException {
    daemon.served().stopServing();
    var run = daemon.ops("incident", "--severity", "P0", "--title", "Gone", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(Path.of(json(run).get("incident_file").getAsString())))
        .contains("(unreachable)", "could not be read: nobody answers", "Nothing is known.");
    Files.writeString(home.resolve("taken"), "");
    assertThat(
            daemon.ops("incident", "--severity", "P0", "--title", "x", "--folder", "taken").err())
        .contains("--folder");
  }

  @Test
  void emergencyStopHaltsTheDaemonOnlyWhereThatIsMeant() {
    daemon.run(new ScriptedPerson(), Map.of(), "cloud", "start");
    var script = daemon.ops("emergency-stop");
    assertThat(script.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(script.err()).contains("--yes");
    var person = new ScriptedPerson().answers("yes");
    assertThat(daemon.by(person, Map.of(), "emergency-stop").err()).contains("nothing was stopped");
    assertThat(status()).isEqualTo("idle");

    var run = daemon.by(new ScriptedPerson().answers("STOP"), Map.of(), "emergency-stop");

    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(run.out())
        .contains("daemon of p1  project-manager cloud start --project p1")
        .contains("secrets were left alone", "incident-");
    assertThat(status()).isEqualTo("stopped");
  }

  @Test
  void daemonThatWasStoppedOnPurposeStaysStoppedWhenAllIsUndone() throws IOException {
    var run = daemon.ops("emergency-stop", "--yes", "--json");

    assertThat(finding(run, "daemon of p1").get("text").getAsString())
        .contains("it was stopped before");
    assertThat(json(run).getAsJsonArray("how_to_undo_it")).isEmpty();
    assertThat(Files.readString(Path.of(json(run).get("incident_file").getAsString())))
        .contains("Nothing has to be undone.")
        .doesNotContain("cloud start");
  }

  @Test
  void emergencyStopOfAProjectThatIsNotThereHaltsNothing() {
    var run = daemon.ops("emergency-stop", "--yes", "--project", "nope", "--json");

    assertThat(run.exitCode()).as(run.out()).isNotEqualTo(ExitCode.DONE);
    assertThat(level(run, "daemon")).isEqualTo("wrong");
    assertThat(finding(run, "daemon").toString()).contains("no project 'nope'", "--project nope");
  }

  @Test
  void emergencyStopRefusesToStopHalfOfTwoInstallations() {
    daemon.run(new ScriptedPerson(), Map.of(), "cloud", "start");
    set("url", daemon.served().url());
    set("gcp_project", "acme-prod");
    set("gcp_location", "europe-west1");
    var variables = Map.of("GCP_PROJECT_ID", "acme-dev", "GCP_LOCATION", "europe-west1");

    var script = daemon.ops(variables, "emergency-stop", "--yes");
    var person = new ScriptedPerson();

    assertThat(script.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(script.err())
        .contains("nothing was done", "'acme-dev'", "'acme-prod'", "--env NAME");
    assertThat(daemon.by(person, variables, "emergency-stop").err()).contains("nothing was done");
    assertThat(status()).isEqualTo("idle");

    var named = daemon.ops(variables, "emergency-stop", "--yes", "--env", "prod");

    assertThat(named.out()).contains("project acme-prod").doesNotContain("acme-dev");
    assertThat(status()).isEqualTo("stopped");
  }

  @Test
  void incidentThatItsFolderDoesNotTakeIsWrittenDownElsewhere() throws IOException {
    Files.writeString(home.resolve("taken"), "");
    var run = daemon.ops("emergency-stop", "--yes", "--folder", "taken", "--json");

    var file = Path.of(json(run).get("incident_file").getAsString());
    assertThat(file).hasParent(home.resolve(".local/state/code-developer/incidents"));
    assertThat(Files.readString(file)).contains("### Status", "\"status\": \"stopped\"");
    assertThat(finding(run, "incident").get("text").getAsString())
        .contains("is written down in " + file, "cannot be written to " + home.resolve("taken"));
  }

  private String status() {
    var run = daemon.run(new ScriptedPerson(), Map.of(), "status", "--json");
    return json(run).get("status").getAsString();
  }
}
