package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.daemon.IterationOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Procedures with the real `gcloud` and the functions as they are served.
final class CloudProceduresIT {
  /// Seconds: a machine that is busy starts gcloud slowly.
  private static final String PATIENT = "600";

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
    google.job("somebody-elses", "ENABLED", Instant.now());
    google.execution("e-old", Instant.now().minus(Duration.ofDays(3)), "False", "was long ago");
    google.execution("e-done", Instant.now(), "True", "");
  }

  @AfterEach
  void close() {
    daemon.close();
    google.close();
  }

  @Test
  void installationIsCheckedInGoogleCloudToo() throws IOException {
    google.tick("sweep-p1", "PAUSED", Instant.now());
    google.refuse("/queues/");

    var run = daemon.ops(google.variables(), "health-check", "--within", PATIENT);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains("project acme in europe-west1", "code-developer-job:abc123")
        .contains("1 in 24 hours, none failed", "sweep-p1 is paused: nothing is repaired")
        .contains("next: gcloud scheduler jobs resume sweep-p1")
        .containsPattern("unreadable +queue +gcloud tasks queues describe .*not yours to see")
        .contains("1 wrong, 1 could not be read")
        .doesNotContain("somebody-elses");
  }

  @Test
  void monthIsReckonedForGoogleCloudAndTheModel() throws IOException {
    daemon.iterated("aaaaaaaaaaaa", "P1", IterationOutcome.PULL_REQUEST, "1.5");
    daemon.spent("P1", "large", "1.5");
    google.logged(Instant.now(), "status", "NullPointerException at 7");
    google.logged(Instant.now(), "dispatcher", "repaired: leasesExpired=1");

    var costs = daemon.run(Person.nobody(), google.variables(), "cloud", "costs", "--json");
    assertThat(costs.exitCode()).as(costs.err()).isEqualTo(ExitCode.DONE);
    var json = JsonParser.parseString(costs.out()).getAsJsonObject();
    var cloud = json.getAsJsonObject("google_cloud");
    assertThat(cloud.get("iterations").getAsInt()).isEqualTo(1);
    assertThat(cloud.get("minutes").getAsDouble()).isEqualTo(10);
    assertThat(cloud.get("processors").getAsDouble()).isEqualTo(4);
    assertThat(cloud.getAsJsonArray("services").toString()).contains("Cloud Run", "Firestore");
    assertThat(json.getAsJsonObject("reconciled").get("ledger_usd").getAsDouble())
        .isEqualTo(json.getAsJsonObject("reconciled").get("iterations_usd").getAsDouble());
    assertThat(json.getAsJsonObject("total").get("so_far_usd").getAsDouble())
        .isEqualTo(cloud.get("so_far_usd").getAsDouble() + 1.5);
    assertThat(json.getAsJsonArray("projects_missing")).isEmpty();

    var review = daemon.ops(google.variables(), "weekly-review", "--within", PATIENT);
    assertThat(review.out())
        .contains("1 of 2 executions failed; the newest, e-old: was long ago")
        .contains("1 tick repaired something; the newest: repaired: leasesExpired=1")
        .containsPattern("1 +\\S+ +\\S+ +status +NullPointerException at N");
  }

  @Test
  void monthIsThatOfAllProjects() throws IOException {
    google.tick("sweep-p2", "ENABLED", Instant.now());
    google.tick("sweep-gone", "ENABLED", Instant.now());
    daemon.iterated("aaaaaaaaaaaa", "P1", IterationOutcome.PULL_REQUEST, "1.5");
    daemon.spent("P1", "large", "1.5");
    var p2 = daemon.another("p2");
    daemon.iterated(p2, "bbbbbbbbbbbb", "P7", IterationOutcome.GAVE_UP, "2");
    daemon.spent(p2, "P7", "large", "2");

    var costs = costs("--json");

    assertThat(costs.exitCode()).as(costs.err()).isEqualTo(ExitCode.DONE);
    assertThat(costs.err()).contains("the project 'gone' is not counted: ");
    var json = JsonParser.parseString(costs.out()).getAsJsonObject();
    assertThat(json.get("spent_usd").getAsDouble()).as("of the one that is meant").isEqualTo(1.5);
    var cloud = json.getAsJsonObject("google_cloud");
    assertThat(cloud.get("iterations").getAsInt()).isEqualTo(2);
    assertThat(cloud.get("minutes").getAsDouble()).isEqualTo(20);
    assertThat(cloud.getAsJsonArray("projects").toString())
        .contains("{\"project\":\"p1\",\"iterations\":1,\"minutes\":10.0,\"ledger_usd\":1.5,")
        .contains("{\"project\":\"p2\",\"iterations\":1,\"minutes\":10.0,\"ledger_usd\":2.0,");
    assertThat(json.getAsJsonObject("reconciled").get("ledger_usd").getAsDouble()).isEqualTo(3.5);
    assertThat(json.getAsJsonObject("total").get("so_far_usd").getAsDouble())
        .isEqualTo(cloud.get("so_far_usd").getAsDouble() + 3.5);
    assertThat(json.getAsJsonArray("projects_missing").toString()).isEqualTo("[\"gone\"]");
    assertThat(costs("--days", "30").out())
        .contains("Not counted: gone. All together costs more than is shown.")
        .containsPattern("PROJECT +ITERATIONS +MINUTES +MODEL SO FAR +AT ITS END\n")
        .containsPattern("p2 +1 +10 +\\$2\\.0000 +\\$")
        .containsPattern("model calls +\\$3\\.5000 ")
        .contains("spent $1.5000 on the project p1");

    var review =
        daemon.ops(
            google.variables(), "cost-review", "--project", "p1", "--within", PATIENT, "--json");

    var report = JsonParser.parseString(review.out()).getAsJsonObject();
    assertThat(report.getAsJsonArray("projects").toString())
        .contains("\"project\":\"p1\"", "\"project\":\"p2\",\"iterations\":1,\"so_far_usd\":2.0");
    assertThat(report.getAsJsonArray("findings").toString())
        .contains("only what p1 spent was looked through")
        .contains("project-manager ops cost-review --project p2")
        .contains("the project 'gone' is not counted: ");
  }

  @Test
  void projectsWhoseNamesCannotBeReadAreMissingInTheMonth() throws IOException {
    google.refuse("/locations/europe-west1/jobs");

    var run = costs("--json");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("only 'p1' is counted");
    var json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.getAsJsonArray("projects_missing").toString()).isEqualTo("[\"*\"]");
    assertThat(costs().out()).contains("not counted, as their names could not be read");
  }

  private CommandRun costs(String... more) throws IOException {
    var words = Stream.concat(Stream.of("cloud", "costs", "--project", "p1"), Stream.of(more));
    return daemon.run(Person.nobody(), google.variables(), words.toArray(String[]::new));
  }

  @Test
  void errorsOfFunctionsAreShownByACommandThatAShellTakes() throws IOException {
    google.logged(Instant.now(), "status", "NullPointerException at 7");

    var run = daemon.ops(google.variables(), "log-review", "--within", PATIENT);

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains("status, 1 time: NullPointerException at 7")
        .contains(
            "next: gcloud logging read 'severity>=ERROR' --freshness=1d --limit=50 --project=acme\n")
        .containsPattern("fine +refused +no request");
  }

  @Test
  void requestsThatWereRefusedAreCounted() throws IOException {
    google.requested(Instant.now(), "daemon-status", 401);
    google.requested(Instant.now(), "dispatcher", 403);
    var few = daemon.ops(google.variables(), "log-review", "--since", "1d", "--within", PATIENT);
    assertThat(few.exitCode()).as(few.out() + few.err()).isEqualTo(ExitCode.DONE);
    assertThat(few.out())
        .containsPattern("note +refused +2 requests \\(status 401: 1, 403: 1\\)")
        .contains("httpRequest.status=(401 OR 403) resource.labels.service_name=(")
        .contains("\"schedule\")' --freshness=24h");

    for (var i = 0; i < 100; i++) {
      google.requested(Instant.now(), "daemon-status", 401);
    }
    var many = daemon.ops(google.variables(), "log-review", "--since", "1d", "--within", PATIENT);
    assertThat(many.exitCode()).as(many.out() + many.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(many.out()).containsPattern("wrong +refused +102 requests .*more than 100 a day");
  }

  @Test
  void repairsThatAreNotAllReadAreAtLeastSoMany() throws IOException {
    for (var i = 0; i < 201; i++) {
      google.logged(Instant.now(), "dispatcher", "repaired: leasesExpired=1");
    }

    var run = daemon.ops(google.variables(), "weekly-review", "--within", PATIENT);

    assertThat(run.out()).contains("at least 200 ticks repaired something");
  }

  @Test
  void jobThatIsTooLargeIsMadeSmallerByWhatIsToBeTyped() throws IOException {
    for (var i = 0; i < 200; i++) {
      daemon.iterated("%012x".formatted(i + 1), "P1", IterationOutcome.PULL_REQUEST, "0.01");
    }

    var run = daemon.ops(google.variables(), "cost-review", "--within", PATIENT);

    assertThat(run.out())
        .contains("2 processors and 4Gi would save")
        .containsSubsequence(
            "next: project-manager ops scale --env NAME --job-cpu 2 --job-memory 4Gi\n",
            "next: project-manager cloud deploy --env NAME\n");
  }
}
