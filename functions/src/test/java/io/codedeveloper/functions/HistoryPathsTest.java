package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.platform.Fields;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryPathsTest {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final Leases leases = new Leases(plane.world.documents, Leases.TIME_TO_LIVE);
  private final Iterations iterations = new Iterations(plane.world.documents, leases);

  @AfterEach
  void close() {
    plane.close();
  }

  private void iterate(String id, Fields effect, UnaryOperator<Iteration> change) {
    iterations.create(PROJECT, id);
    var fence = ((Leases.Reservation.Reserved) leases.take(PROJECT, id)).fence();
    iterations.begin(PROJECT, id, fence);
    iterations.journal(
        PROJECT, id, fence, new Iterations.Effect("select", 10, Fields.empty()), change);
    plane.world.clock.advance(Duration.ofSeconds(5));
    iterations.journal(PROJECT, id, fence, new Iterations.Effect("push", 90, effect), one -> one);
    iterations.end(PROJECT, id, fence, IterationOutcome.PULL_REQUEST, "it is proposed");
    plane.world.clock.advance(Duration.ofSeconds(5));
  }

  private static Iteration rich(Iteration iteration) {
    return iteration
        .withPriority("P1", "First")
        .with("branch", "code-developer/p1")
        .with("baseCommit", "b".repeat(40))
        .with("commit", "c".repeat(40))
        .withPullRequest(7, "https://example.org/pull/7")
        .withTests("after", Fields.empty().with("exitCode", 0).with("passed", 3))
        .withTiming("implement", Duration.ofSeconds(4))
        .charged(new Usage(1, 2, 3, 4, 5), Usd.of("0.25"));
  }

  @Test
  void iterationsAreListedNewestFirstPageByPage() {
    iterate("i1", Fields.empty(), one -> one);
    iterate("i2", Fields.empty(), one -> one);
    var page = plane.get("/api/iterations?limit=1").json();
    assertThat(page.getAsJsonArray("iterations").toString()).contains("\"id\":\"i2\"");
    var cursor = page.get("next_cursor").getAsString();
    var next = plane.get("/api/iterations?limit=1&cursor=" + cursor).json();
    assertThat(next.getAsJsonArray("iterations").toString()).contains("\"id\":\"i1\"");
    assertThat(next.get("next_cursor").isJsonNull()).isTrue();
  }

  @Test
  void iterationIsShownWithItsJournal() {
    iterate(
        "i1", Fields.empty().with("commitId", "c1").with("forced", false), HistoryPathsTest::rich);
    var shown = plane.get("/api/iterations/i1").json();
    assertThat(shown.get("priority_title").getAsString()).isEqualTo("First");
    assertThat(shown.get("outcome").getAsString()).isEqualTo("pull_request");
    assertThat(shown.get("message").getAsString()).isEqualTo("it is proposed");
    assertThat(shown.get("cost_usd").getAsDouble()).isEqualTo(0.25);
    assertThat(shown.getAsJsonObject("usage").get("total").getAsLong()).isEqualTo(15);
    assertThat(shown.getAsJsonObject("pull_request").get("number").getAsLong()).isEqualTo(7);
    assertThat(shown.getAsJsonObject("tests").getAsJsonObject("after").get("exit_code").getAsInt())
        .isZero();
    assertThat(shown.getAsJsonObject("timings_ms").get("implement").getAsLong()).isEqualTo(4000);
    var journal = shown.getAsJsonArray("journal");
    assertThat(journal).hasSize(2);
    var push = journal.get(1).getAsJsonObject();
    assertThat(push.get("number").getAsLong()).isEqualTo(2);
    assertThat(push.get("step").getAsString()).isEqualTo("push");
    assertThat(push.getAsJsonObject("effect").get("commit_id").getAsString()).isEqualTo("c1");
    assertThat(push.get("at").getAsString()).isEqualTo("2026-03-01T12:00:05Z");
  }

  @Test
  void statusNamesThePullRequestOfTheLastIteration() {
    iterate("i1", Fields.empty(), HistoryPathsTest::rich);
    var metadata = plane.get("/api/daemon/status").json().getAsJsonObject("metadata");
    assertThat(metadata.get("iteration").getAsString()).isEqualTo("i1");
    assertThat(metadata.get("pull_request").getAsString()).isEqualTo("https://example.org/pull/7");
    iterations.create(PROJECT, "i2");
    leases.take(PROJECT, "i2");
    var next = plane.get("/api/daemon/status").json().getAsJsonObject("metadata");
    assertThat(next.get("pull_request").isJsonNull()).isTrue();
  }

  @Test
  void iterationThatHasDoneNothingYetIsShown() {
    iterations.create(PROJECT, "i1");
    var shown = plane.get("/api/iterations/i1").json();
    assertThat(shown.get("pull_request").isJsonNull()).isTrue();
    assertThat(shown.getAsJsonArray("journal")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "..", "__x__", "%20", "%0a", "a%2Fb"})
  void unknownIterationIsNotFound(String id) {
    assertThat(plane.get("/api/iterations/" + id).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "cursor=nonsense", "limit=1&limit=2"})
  void badQueryIsAProblem(String query) {
    assertThat(plane.get("/api/iterations?" + query).status()).isEqualTo(400);
  }
}
