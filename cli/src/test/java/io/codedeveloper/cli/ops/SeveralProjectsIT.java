package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Procedures where the daemon has several projects, with the real `gcloud` and the functions as
/// they are served.
final class SeveralProjectsIT {
  @TempDir Path home;
  private DaemonAtWork daemon;
  private GoogleStandIn google;
  private ProjectId another;

  /// Before anything that a test that is skipped would have to close.
  @BeforeAll
  static void assumeGcloud() {
    GoogleStandIn.assumeGcloud();
  }

  @BeforeEach
  void serve() throws IOException {
    daemon = new DaemonAtWork(home);
    another = daemon.another("p2");
    google = new GoogleStandIn(home);
    google.tick("sweep-p1", "ENABLED", Instant.now());
    google.tick("sweep-p2", "ENABLED", Instant.now());
  }

  @AfterEach
  void close() {
    daemon.close();
    google.close();
  }

  private CommandRun ops(String... words) throws IOException {
    var patient = Stream.concat(Stream.of(words), Stream.of("--within", "600"));
    return daemon.ops(google.variables(), patient.toArray(String[]::new));
  }

  @Test
  void noneOfThemIsWellBecauseTheFirstIs() throws IOException {
    daemon.gaveUpAMessage(another, "m2", "it is of another version");

    var run = ops("health-check");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .containsPattern("wrong +given up of p2 .*it is of another version")
        .contains("next: project-manager notifications --project p2\n")
        .contains("next: project-manager cloud start --project p1\n")
        .contains("next: project-manager cloud start --project p2\n");
    var named = ops("health-check", "--project", "p1");
    assertThat(named.exitCode()).as(named.out() + named.err()).isEqualTo(ExitCode.DONE);
    assertThat(named.out()).doesNotContain(" of p2");
  }

  /// What all are charged counts against the limits of each.
  @Test
  void projectWhoseOwnBudgetIsUsedUpIsNotWell() throws IOException {
    daemon.another("p3", new Budget(Usd.of("1"), Usd.of("1"), Usd.of("200")));
    google.tick("sweep-p3", "ENABLED", Instant.now());
    daemon.spent("P1", "large", "2");

    var run = ops("health-check");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .containsPattern("wrong +budget of p3 +is used up, and work waits: ")
        .contains("next: project-manager ops cost-review --project p3\n")
        .doesNotContainPattern("wrong +budget of p[12]");
  }

  @Test
  void whatIsNotSetUpYetIsWorthANote() throws IOException {
    google.tick("sweep-gone", "ENABLED", Instant.now());

    var run = ops("health-check");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .containsPattern("note +daemon of gone +there is none yet: there is no project 'gone'");
  }

  @Test
  void othersAreMissedWhereNobodySaysWhichThereAre() throws IOException {
    google.refuse("/locations/europe-west1/jobs");

    var run = ops("log-review");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(run.out()).containsPattern("unreadable +projects +.*not yours to see");
  }

  @Test
  void errorsOfAllAreReviewed() throws IOException {
    daemon.logged(Instant.now(), Severity.ERROR, "boom");
    daemon.logged(another, Instant.now(), Severity.ERROR, "bang");

    var run = ops("log-review", "--json");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    var json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.getAsJsonArray("errors").toString())
        .contains("\"source\":\"daemon of p1\",\"shape\":\"boom\"")
        .contains("\"source\":\"daemon of p2\",\"shape\":\"bang\"");
    assertThat(json.getAsJsonArray("findings").toString())
        .contains("2 in all")
        .contains("daemon of p2, 1 time: bang")
        .contains("project-manager cloud logs --level warning --since 1d --project p2");
  }

  @Test
  void weekIsThatOfAll() throws IOException {
    daemon.iterated("aaaaaaaaaaaa", "P1", IterationOutcome.PULL_REQUEST, "1.5");
    daemon.spent("P1", "large", "1.5");
    daemon.iterated(another, "bbbbbbbbbbbb", "P7", IterationOutcome.GAVE_UP, "2");
    daemon.iterated(another, "cccccccccccc", "P8", IterationOutcome.GAVE_UP, "1");
    daemon.spent(another, "P7", "large", "2");
    daemon.logged(another, Instant.now(), Severity.ERROR, "bang");

    var run = ops("weekly-review", "--json");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    var json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.getAsJsonArray("projects").toString())
        .contains("{\"project\":\"p1\",\"iterations\":1,\"pull_requests\":1,\"for_nothing\":0,")
        .contains("{\"project\":\"p2\",\"iterations\":2,\"pull_requests\":0,\"for_nothing\":2,");
    assertThat(json.getAsJsonArray("top_errors").toString()).contains("bang");
    assertThat(json.getAsJsonArray("findings").toString())
        .contains("3, 1 with a pull request, 2 that came to nothing ($3.0000)")
        .contains("$3.5000 for model calls")
        .contains("\"subject\":\"uptime of p1\"", "\"subject\":\"uptime of p2\"");
  }
}
