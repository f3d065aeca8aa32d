package io.codedeveloper.cli.ops;

import static io.codedeveloper.cli.ops.RotationScene.NEW;
import static io.codedeveloper.cli.ops.RotationScene.OLD;
import static io.codedeveloper.cli.ops.RotationScene.STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.person.ScriptedPerson;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a rotation says and does about versions: which is whose, and how it ends; with the real
/// `gcloud`.
final class RotationEndIT {
  @TempDir Path home;
  private RotationScene scene;

  /// Before anything that a test that is skipped would have to close.
  @BeforeAll
  static void assumeGcloud() {
    GoogleStandIn.assumeGcloud();
  }

  @BeforeEach
  void serve() throws IOException {
    scene = new RotationScene(home);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  /// Typed again, it would begin another rotation.
  @Test
  void executionsThatCannotBeReadLeaveNothingOfTheEndUndone() throws IOException {
    scene.secrets().add("acme", "GITHUB_TOKEN", OLD);
    scene.api().on("GET /rate_limit", 200, "{}");
    scene.reminders().reminds("GITHUB_TOKEN");
    var google = scene.google();
    google.afterwards("disable GITHUB_TOKEN/1", () -> google.refuse("/executions"));

    var run = scene.rotate(scene.patient().answers(NEW), "GITHUB_TOKEN");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("revoke the old value where it came from when all that began before")
        .contains("could not be read (", "not yours to see")
        .contains("next: gcloud run jobs executions list --job=code-developer")
        .contains("comes again at", "version 2 counts, and no other");
    assertThat(google.changes())
        .containsExactly(
            "add GITHUB_TOKEN/2",
            "disable GITHUB_TOKEN/1",
            "remind of GITHUB_TOKEN",
            "answer GITHUB_TOKEN");
  }

  @Test
  void nothingIsPlannedWhereVersionsCannotBeRead() throws IOException {
    scene.google().refuse("/versions");

    var run = scene.rotate(new ScriptedPerson(), "GITHUB_TOKEN", "--dry-run");

    assertThat(run.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(run.out())
        .containsPattern("unreadable +versions +.*not yours to see")
        .doesNotContain("it would");
  }

  @Test
  void versionThatSomebodyElseAddsRightAfterIsNotTakenForOurs() throws IOException {
    var secrets = scene.secrets();
    secrets.add("acme", "GITHUB_TOKEN", OLD);
    scene.api().on("GET /rate_limit", 200, "{}");
    scene
        .google()
        .afterwards(
            "add GITHUB_TOKEN/2",
            () -> secrets.add("acme", "GITHUB_TOKEN", OLD + "-of-somebody-else"));

    var run = scene.rotate(scene.patient().answers(NEW), "GITHUB_TOKEN", "--json");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    var json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("new_version").getAsString()).isEqualTo("2");
    assertThat(json.getAsJsonArray("findings").toString())
        .contains("2 is added, and 3 the newest: somebody else replaced the secret");
    assertThat(scene.google().changes()).containsExactly("add GITHUB_TOKEN/2");
  }

  @Test
  void keyThatIsPipedInIsNotLeftUnread() throws IOException {
    scene.secrets().add("acme", "API_AUTH_SECRET", OLD);
    scene.api().on(STATUS, 200, "{}");

    var refused = scene.rotate(new ScriptedPerson().answers(NEW).pipes(), "API_AUTH_SECRET");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(refused.out())
        .contains("something is piped in, and API_AUTH_SECRET is made here: say --given");
    assertThat(scene.google().changes()).isEmpty();

    scene.rotate(new ScriptedPerson().answers(NEW).pipes(), "API_AUTH_SECRET", "--given");
    assertThat(scene.secrets().value("acme", "API_AUTH_SECRET", 2)).contains(NEW);

    var on = scene.rotate(scene.patient().pipes(), "API_AUTH_SECRET");
    assertThat(on.out()).contains("something is piped in");
  }

  @Test
  void nobodyWaitsForReadersOfTheFirstValue() throws IOException {
    scene.api().on("GET /rate_limit", 200, "{}");
    var person = new ScriptedPerson().answers(NEW);

    var run = scene.rotate(person, "GITHUB_TOKEN");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("read no other", "version 1 counts, and no other");
    assertThat(person.waited()).isEmpty();
  }

  /// Who asked for a value that was not there may know that for some minutes; functions that have
  /// no key at all do not start, or cannot serve.
  @ParameterizedTest
  @ValueSource(ints = {401, 500, 503})
  void firstValueIsWaitedForWhereItIsNotKnownYet(int status) throws IOException {
    scene.api().on(STATUS, status, "{\"detail\":\"no\"}");
    var person =
        new ScriptedPerson()
            .meanwhile(() -> {
              scene.clock().advance(Rotation.READERS_KNOW_AFTER);
              scene.api().on(STATUS, 200, "{}");
            });

    var run = scene.rotate(person, "API_AUTH_SECRET");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("the API takes tokens of the new key");
    assertThat(person.waited()).hasSize(1);
  }
}
