package io.codedeveloper.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Ledger;
import io.codedeveloper.budget.Ledger.Reserving;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.cli.up.ServedFunctions;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.roadmap.RoadmapParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was done, what it cost, and when work is looked for, against the functions as they are
/// served.
class HistoryCommandsTest {
  private static final String ROADMAP =
      """
      ### PRIORITY 1: Read
      **Status**: 📝 Planned
      """;

  @TempDir Path home;
  private ServedFunctions served;

  @BeforeEach
  void serve() {
    served = new ServedFunctions(home);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private CommandRun run(String... arguments) {
    return CommandRun.with(home, served.variables(), Look.PIPE, arguments);
  }

  private static JsonObject json(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    return JsonParser.parseString(run.out()).getAsJsonObject();
  }

  private DocumentStore store() {
    return served.ports().documents();
  }

  private void iterate(String id, String priority) {
    var leases = new Leases(store(), Leases.TIME_TO_LIVE);
    var iterations = new Iterations(store(), leases);
    var project = ServedFunctions.PROJECT;
    iterations.create(project, id);
    var fence = ((Leases.Reservation.Reserved) leases.take(project, id)).fence();
    iterations.begin(project, id, fence);
    iterations.journal(
        project,
        id,
        fence,
        new Iterations.Effect("select", 10, Fields.empty().with("priority", priority)),
        one -> rich(one, priority));
    var pushed = Fields.empty().with("commit", "c1").with("note", "\u001b[2Jx");
    iterations.journal(project, id, fence, new Iterations.Effect("push", 90, pushed), one -> one);
    iterations.end(project, id, fence, IterationOutcome.PULL_REQUEST, "it is proposed");
  }

  private static Iteration rich(Iteration iteration, String priority) {
    return iteration
        .withPriority(priority, "PRIORITY 1: Read")
        .withPullRequest(7, "https://example.org/pull/7")
        .withTiming("push", Duration.ofMillis(2345))
        .charged(new Usage(12_345, 67, 8, 9, 0), Usd.of("0.25"));
  }

  @Test
  void iterationsAreATableNewestFirst() {
    iterate("aaaaaaaaaaaa", "P1");
    iterate("bbbbbbbbbbbb", "P1");
    var lines = run("iterations").out().lines().toList();
    assertThat(lines.getFirst()).startsWith("ID");
    assertThat(lines.get(1)).startsWith("bbbbbbbb ").contains("pull request", "$0.2500", "pull/7");
    assertThat(lines.get(2)).startsWith("aaaaaaaa ");
    assertThat(run("iterations", "--limit", "1").out().lines()).hasSize(2);
    assertThat(json(run("iterations", "--json")).getAsJsonArray("iterations")).hasSize(2);
    assertThat(run("cloud", "iterations").out()).contains("bbbbbbbb ", "aaaaaaaa ");
    assertThat(run("iterations", "--limit", "0").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void oneIterationIsATimelineWithTokensAndCost() {
    iterate("aaaaaaaaaaaa", "P1");
    var run = run("iterations", "aaaa");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("pull request\n", "it is proposed", "12,345 in, 67 out, 8 read", "$0.2500")
        .containsPattern("\\+\\d+ s +select +priority P1")
        .containsPattern("\\+\\d+ s +push +2\\.3 s +.*commit c1")
        .doesNotContain("\u001b");
    assertThat(json(run("iterations", "last", "--json")).getAsJsonArray("journal")).hasSize(2);
  }

  @Test
  void idThatMeansNothingOrTooMuchIsASentence() {
    assertThat(run("iterations").out()).contains("no iteration yet");
    assertThat(run("iterations", "last").err()).contains("no iteration yet");
    iterate("abcaaaaaaaaa", "P1");
    iterate("abcbbbbbbbbb", "P1");
    assertThat(run("iterations", "abc").err()).contains("abcaaaaaaaaa", "abcbbbbbbbbb");
    var unknown = run("iterations", "zzz");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(unknown.err()).contains("'zzz'");
  }

  @Test
  void viewLaysWhatWasDoneOverTheRoadmap() {
    served.roadmap(ROADMAP);
    iterate("aaaaaaaaaaaa", new RoadmapParser().parse(ROADMAP).priorities().getFirst().key());
    assertThat(run("view").out().lines())
        .containsExactly(
            "ID          STATUS    COST     TITLE",
            "PRIORITY 1  proposed  $0.2500  Read  https://example.org/pull/7");
    served.roadmap(ROADMAP.replace("📝 Planned", "✅ Complete"));
    iterate("bbbbbbbbbbbb", new RoadmapParser().parse(ROADMAP).priorities().getFirst().key());
    assertThat(run("view").out()).contains("PRIORITY 1  complete");
  }

  private void spend(String priority, String phase, String model, String cost) {
    var ledger = new Ledger(served.ports().ids());
    var purpose = new Ledger.Purpose(ServedFunctions.PROJECT, priority, phase, model);
    var made = store().transact(tx -> ledger.reserve(tx, purpose, Usd.of("2"), Budget.DEFAULT));
    var reservation = ((Reserving.Reserved) made).reservation();
    store()
        .transact(tx -> ledger.settle(tx, reservation, new Usage(1000, 10, 0, 0, 0), Usd.of(cost)));
  }

  @Test
  void costsAreShownByDayModelPriorityAndPhaseWithWhatIsLeft() {
    spend("P1", "implement", "large", "1.5");
    spend("P2", "verify", "small", "0.5");
    var run = run("cloud", "costs", "--days", "7");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("spent $2.0000 on the project p1 from ", "will come to ")
        .containsPattern("today +\\$2\\.0000 +\\$20\\.0000 +\\$18\\.0000")
        .containsPattern("\\$1\\.5000 +1 +1,010 +large")
        .containsPattern("\\$0\\.5000 +1 +1,010 +P2")
        .containsPattern("\\$0\\.5000 +1 +1,010 +verify")
        .containsPattern("\\d{4}-\\d\\d-\\d\\d +\\$2\\.0000 +2 +2,020 +#{20}");
    assertThat(json(run("cloud", "costs", "--json")).get("spent_usd").getAsDouble()).isEqualTo(2);
    assertThat(run("cloud", "costs", "--days", "93").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void costsOfADaemonThatNeverWorkedAreShort() {
    var run = run("cloud", "costs");
    assertThat(run.out()).contains("spent $0.0000").doesNotContain("MODEL", "DAY");
  }

  @Test
  void numbersLookTheSameInEveryLocale() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(run("cloud", "costs").out()).contains("$0.0000");
      assertThat(run("status").out()).contains("$0.0000");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void scheduleIsShownAndChanged() {
    assertThat(run("cloud", "schedule").out()).contains("looks for work", "paused", "any time");
    var changed = run("cloud", "schedule", "set", "1h", "--window", "22:00-06:00");
    assertThat(changed.exitCode()).as(changed.err()).isEqualTo(ExitCode.DONE);
    assertThat(changed.out()).contains("1h", "22:00-06:00");
    run("cloud", "schedule", "set", "0 3 * * *", "--time-zone", "Europe/Paris");
    run("cloud", "schedule", "set", "--window", "always");
    var now = json(run("cloud", "schedule", "get", "--json"));
    assertThat(now.get("cron").getAsString()).isEqualTo("0 3 * * *");
    assertThat(now.get("time_zone").getAsString()).isEqualTo("Europe/Paris");
    assertThat(now.get("window").isJsonNull()).isTrue();
    served.ports().schedule().resume("work-" + ServedFunctions.PROJECT);
    assertThat(run("cloud", "schedule").out())
        .containsPattern("next +\\d{4}-\\d\\d-\\d\\dT0[123]:00");
  }

  @Test
  void scheduleThatIsNoneIsASentence() {
    assertThat(run("cloud", "schedule", "set").err()).contains("nothing is to change");
    var run = run("cloud", "schedule", "set", "whenever");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("whenever");
  }
}
