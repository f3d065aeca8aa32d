package io.codedeveloper.cli.ops;

import static io.codedeveloper.cli.ops.RotationScene.NEW;
import static io.codedeveloper.cli.ops.RotationScene.OLD;
import static io.codedeveloper.cli.ops.RotationScene.STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.api.ScriptedApi;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.cli.settings.Settings;
import io.codedeveloper.cli.settings.SettingsFile;
import io.codedeveloper.cli.terminal.Times;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import io.codedeveloper.platform.memory.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a rotation that something is wrong with; with the real `gcloud`.
final class RotationIT {
  @TempDir Path home;
  private RotationScene scene;
  private ManualClock clock;
  private SecretManagerServer secrets;
  private ScriptedApi api;
  private GoogleStandIn google;

  /// Before anything that a test that is skipped would have to close.
  @BeforeAll
  static void assumeGcloud() {
    GoogleStandIn.assumeGcloud();
  }

  @BeforeEach
  void serve() throws IOException {
    scene = new RotationScene(home);
    clock = scene.clock();
    secrets = scene.secrets();
    api = scene.api();
    google = scene.google();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private CommandRun rotate(ScriptedPerson person, String... more) throws IOException {
    return scene.rotate(person, more);
  }

  @Test
  void valueThatIsTakenReplacesTheOldOne() throws IOException {
    secrets.add("acme", "GITHUB_TOKEN", OLD);
    google.execution("e-long", Instant.now().minus(Duration.ofHours(1)), "Unknown", "");
    api.on("GET /rate_limit", 200, "{}");
    scene.reminders().reminds("GITHUB_TOKEN");
    scene.reminders().reminds("API_AUTH_SECRET");

    var run = rotate(scene.patient().answers(NEW), "GITHUB_TOKEN", "--json");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    var json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("new_version").getAsString()).isEqualTo("2");
    assertThat(json.getAsJsonArray("findings").toString())
        .contains("of no repository is known whether it may push")
        .contains("gcloud secrets versions enable 1 --secret=GITHUB_TOKEN --project=acme")
        .contains("gcloud secrets versions access 1 --secret=GITHUB_TOKEN --project=acme | gcloud")
        .contains("revoke the old value where it came from when e-long, begun before, has ended");
    assertThat(secrets.value("acme", "GITHUB_TOKEN", 2)).contains(NEW);
    assertThat(google.changes())
        .containsExactly(
            "add GITHUB_TOKEN/2",
            "disable GITHUB_TOKEN/1",
            "remind of GITHUB_TOKEN",
            "answer GITHUB_TOKEN");
  }

  @Test
  void interruptedRotationGoesOnWhereItWas() throws IOException {
    secrets.add("acme", "API_AUTH_SECRET", OLD);
    api.on(STATUS, 200, "{}");

    var stopped = rotate(new ScriptedPerson(), "API_AUTH_SECRET");
    assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(stopped.out())
        .contains("1 stays enabled, beside 2")
        .contains("next: project-manager ops rotate-secret API_AUTH_SECRET");

    var dry = rotate(new ScriptedPerson(), "API_AUTH_SECRET", "--dry-run");
    assertThat(dry.out()).contains("a rotation is under way: 2 was added");

    var again = rotate(new ScriptedPerson().meanwhile(() -> {}), "API_AUTH_SECRET");
    assertThat(again.out())
        .contains("goes on with version 2", "2 is there", "1 stays enabled until")
        .contains("gcloud secrets versions access latest --secret=API_AUTH_SECRET");
    assertThat(google.changes())
        .containsExactly("add API_AUTH_SECRET/2", "annotate API_AUTH_SECRET");
  }

  @Test
  void keyThatOthersKnowIsNotBroughtInUnasked() throws IOException {
    secrets.add("acme", "API_AUTH_SECRET", OLD);
    secrets.add("acme", "API_AUTH_SECRET", NEW);
    api.on(STATUS, 200, "{}");

    var asked = rotate(new ScriptedPerson(), "API_AUTH_SECRET", "--now");
    assertThat(asked.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(asked.out())
        .contains("version 2 is being brought in: say with --go-on 2")
        .contains("next: project-manager ops rotate-secret API_AUTH_SECRET --now --another\n");
    var other = rotate(new ScriptedPerson(), "API_AUTH_SECRET", "--now", "--go-on", "1");
    assertThat(other.out()).contains("--go-on is 1, and the version that is being brought in is 2");
    var third = rotate(new ScriptedPerson(), "API_AUTH_SECRET", "--another");
    assertThat(third.out()).contains("the API takes the newest two");
    assertThat(google.changes()).isEmpty();

    var run =
        rotate(new ScriptedPerson().meanwhile(() -> {}), "API_AUTH_SECRET", "--now", "--another");
    assertThat(run.out())
        .contains("3 is added, and is what was given", "versions 3 and 2, 1 count");
    assertThat(google.changes()).containsExactly("add API_AUTH_SECRET/3");
  }

  @Test
  void earlierValueDoesNotCountWhereTheNewestIsDisabled() throws IOException {
    secrets.add("acme", "API_AUTH_SECRET", OLD);
    secrets.add("acme", "API_AUTH_SECRET", OLD + "-withdrawn");
    secrets.disable("acme", "API_AUTH_SECRET", 2);
    api.on(STATUS, 401, "{}");

    var run = rotate(new ScriptedPerson(), "API_AUTH_SECRET");

    assertThat(run.out())
        .contains("the newest, 2, is not, and readers take no other", "3 is added");
    assertThat(api.requests()).isEmpty();
  }

  @Test
  void versionThatSomebodyElseAddsMeanwhileStopsIt() throws IOException {
    secrets.add("acme", "GITHUB_TOKEN", OLD);
    api.on("GET /rate_limit", 200, "{}");
    var person =
        new ScriptedPerson()
            .thinks(() -> secrets.add("acme", "GITHUB_TOKEN", OLD + "-of-somebody-else"))
            .answers(NEW);

    var run = rotate(person, "GITHUB_TOKEN");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out()).contains("2 is the newest now, and nothing was added");
    assertThat(google.changes()).isEmpty();
  }

  @Test
  void nothingIsReplacedWhereVariableAndSettingsDisagree() throws IOException {
    secrets.add("acme", "GITHUB_TOKEN", OLD);
    var file = new SettingsFile(home.resolve(".config/code-developer"));
    var prod = EnvironmentSettings.NONE.withUrl(api.url()).withGcpProject("another");
    file.write(Settings.NONE.with("prod", prod));

    var run = rotate(new ScriptedPerson().answers(NEW), "GITHUB_TOKEN", "--env", "prod");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("GCP_PROJECT_ID is 'acme'", "say 'another'");
    assertThat(google.changes()).isEmpty();
  }

  @Test
  void newKeyThatIsRefusedLeavesTheOldOneEnabled() throws IOException {
    secrets.add("acme", "API_AUTH_SECRET", OLD);
    api.on(STATUS, 200, "{}");

    var run =
        rotate(
            new ScriptedPerson().meanwhile(() -> api.on(STATUS, 401, "{\"detail\":\"no\"}")),
            "API_AUTH_SECRET");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains("the API refuses a token of the new key")
        .contains("1 stays enabled, beside 2")
        .contains(
            "gcloud secrets versions access 1 --secret=API_AUTH_SECRET --project=acme | gcloud");
    assertThat(google.changes()).containsExactly("add API_AUTH_SECRET/2");
  }

  @Test
  void keyThatIsOutIsNotBroughtInAgain() throws IOException {
    secrets.add("acme", "API_AUTH_SECRET", OLD);
    secrets.add("acme", "API_AUTH_SECRET", NEW);
    api.on(STATUS, 200, "{}");
    var person = new ScriptedPerson().answers(OLD).meanwhile(() -> {});

    var run = rotate(person, "API_AUTH_SECRET", "--now", "--another", "--given");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out()).contains("is that of version 1, which counts already; make another");
    assertThat(google.changes()).isEmpty();
  }

  @Test
  void commandThatGoesOnSaysWhatWasSaid() throws IOException {
    secrets.add("acme", "API_AUTH_SECRET", OLD);
    api.on(STATUS, 200, "{}");

    var words = new String[] {"API_AUTH_SECRET", "--now", "--untested", "--gcp-project", "acme"};
    var stopped = rotate(new ScriptedPerson(), words);

    assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(stopped.out())
        .contains(
            "next: project-manager ops rotate-secret API_AUTH_SECRET --now --go-on 2 --untested --gcp-project acme\n");
  }

  @Test
  void optionsOfTheKeyAreRefusedForOthers() throws IOException {
    for (var option : new String[] {"--now", "--given", "--another", "--go-on=2"}) {
      assertThat(rotate(new ScriptedPerson(), "GITHUB_TOKEN", option).exitCode())
          .isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void rotationThatWasForgottenIsEndedAndTold() throws IOException {
    secrets.add("acme", "GITHUB_TOKEN", OLD);
    secrets.add("acme", "GITHUB_TOKEN", NEW);
    clock.advance(Duration.ofDays(80));
    var created = clock.instant().minus(Duration.ofDays(80));
    api.on("GET /rate_limit", 200, "{}");

    var run = rotate(new ScriptedPerson(), "GITHUB_TOKEN");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("1 is disabled", "this ended a rotation of then")
        .contains("comes again at " + Times.seconds("" + created.plus(Duration.ofDays(90))));
  }
}
