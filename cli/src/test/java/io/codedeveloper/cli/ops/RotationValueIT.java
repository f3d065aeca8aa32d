package io.codedeveloper.cli.ops;

import static io.codedeveloper.cli.ops.RotationScene.NEW;
import static io.codedeveloper.cli.ops.RotationScene.OLD;
import static io.codedeveloper.cli.ops.RotationScene.STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.api.ScriptedApi;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.cli.settings.Settings;
import io.codedeveloper.cli.settings.SettingsFile;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which values are brought in, and where they are tried before; with the real `gcloud`.
final class RotationValueIT {
  @TempDir Path home;
  private RotationScene scene;
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
  void valueThatIsRefusedIsNotAdded() throws IOException {
    secrets.add("acme", "GITHUB_TOKEN", OLD);
    api.on("GET /rate_limit", 401, "{}");

    var run = rotate(new ScriptedPerson().answers(NEW), "GITHUB_TOKEN");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains(
            "127.0.0.1 refuses it for /rate_limit (status 401)",
            "nothing was added, and nothing disabled");
    assertThat(google.changes()).isEmpty();
    assertThat(api.requests().getLast().header("Authorization")).isEqualTo("Bearer " + NEW);
  }

  @Test
  void valueThatNobodyGivesOrThatCountsAlreadyChangesNothing() throws IOException {
    secrets.add("acme", "ANTHROPIC_API_KEY", OLD);
    api.on("GET /v1/models?limit=1", 200, "{}");

    var none = rotate(new ScriptedPerson(), "ANTHROPIC_API_KEY");
    assertThat(none.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(none.out()).contains("there is no value; pipe it in");

    var same = rotate(new ScriptedPerson().answers(OLD), "ANTHROPIC_API_KEY");
    assertThat(same.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(same.out()).contains("is that of version 1, which counts already");
    assertThat(google.changes()).isEmpty();
  }

  @Test
  void valueThatIsGivenIsReadAlsoWhileAnotherIsBroughtIn() throws IOException {
    secrets.add("acme", "GITHUB_TOKEN", OLD);
    secrets.add("acme", "GITHUB_TOKEN", OLD + "-leaked");
    api.on("GET /rate_limit", 200, "{}");

    var run = rotate(scene.patient().answers(NEW), "GITHUB_TOKEN");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(secrets.value("acme", "GITHUB_TOKEN", 3)).contains(NEW);
    assertThat(google.changes())
        .startsWith("add GITHUB_TOKEN/3", "disable GITHUB_TOKEN/2", "disable GITHUB_TOKEN/1");
  }

  @Test
  void valueThatIsGivenAgainIsBroughtIn() throws IOException {
    secrets.add("acme", "GITHUB_TOKEN", OLD);
    secrets.add("acme", "GITHUB_TOKEN", NEW);
    api.on("GET /rate_limit", 200, "{}");

    var run = rotate(scene.patient().answers(NEW), "GITHUB_TOKEN");

    assertThat(run.out()).contains("goes on with version 2", "1 is disabled");
    assertThat(google.changes()).startsWith("disable GITHUB_TOKEN/1");
  }

  @Test
  void tokenThatMayNotPushIsNotAdded() throws IOException {
    secrets.add("acme", "GITHUB_TOKEN", OLD);
    api.on(STATUS, 200, "{\"metadata\":{\"repository\":\"https://127.0.0.1/acme/shop.git\"}}");
    api.on("GET /repos/acme/shop", 200, "{\"permissions\":{\"pull\":true,\"push\":false}}");

    var refused = rotate(new ScriptedPerson().answers(NEW), "GITHUB_TOKEN");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(refused.out()).contains("it may read acme/shop, and not push to it");
    assertThat(google.changes()).isEmpty();

    api.on("GET /repos/acme/shop", 200, "{\"permissions\":{\"push\":true}}");
    var run = rotate(scene.patient().answers(NEW), "GITHUB_TOKEN");
    assertThat(run.out()).contains("may push to acme/shop", "1 is disabled");
  }

  @Test
  void untestedKeyHasTheFormOfOneAndIsKept() throws IOException {
    secrets.add("acme", "API_AUTH_SECRET", OLD);
    var file = new SettingsFile(home.resolve(".config/code-developer"));
    var prod = EnvironmentSettings.NONE.withUrl(api.url()).withToken(Secret.of("of-the-old-key"));
    file.write(Settings.NONE.with("prod", prod));

    var words = new String[] {"API_AUTH_SECRET", "--untested", "--given", "--env", "prod"};
    var tooShort = rotate(new ScriptedPerson().answers("short"), words);
    assertThat(tooShort.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(tooShort.out()).contains("it has 5 bytes; a key that signs tokens has at least 32");
    assertThat(google.changes()).isEmpty();

    var run = rotate(new ScriptedPerson().answers(NEW).meanwhile(() -> {}), words);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    var kept = file.read().environment("prod");
    assertThat(kept.apiKey().map(Secret::reveal)).contains(NEW);
    assertThat(kept.token()).isEmpty();
  }

  @Test
  void valueThatNoHeaderCarriesIsNotShown() throws IOException {
    secrets.add("acme", "GITHUB_TOKEN", OLD);

    var run = rotate(new ScriptedPerson().answers(NEW + "\u201d"), "GITHUB_TOKEN");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out()).contains("has characters that no header can carry");
    assertThat(google.changes()).isEmpty();
  }

  @Test
  void commandThatGivesAValueLeadsToTheSameInstallation() throws IOException {
    secrets.add("acme", "GITHUB_TOKEN", OLD);
    var file = new SettingsFile(home.resolve(".config/code-developer"));
    file.write(Settings.NONE.with("prod", EnvironmentSettings.NONE.withUrl(api.url())));

    var run = rotate(new ScriptedPerson(), "GITHUB_TOKEN", "--env", "prod");

    assertThat(run.out())
        .contains(
            "pipe it in: printf %s \"$NEW\" | project-manager ops rotate-secret GITHUB_TOKEN --env prod\n");
  }

  /// What the person's own machine says is another installation's, or a gateway's.
  @Test
  void jobThatIsDeployedSaysWhereAValueIsTried() throws IOException {
    secrets.add("acme", "ANTHROPIC_API_KEY", OLD);
    google.refuse("/jobs/code-developer");

    var run = rotate(new ScriptedPerson().answers(NEW), "ANTHROPIC_API_KEY");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(api.requests()).isEmpty();
    assertThat(google.changes()).isEmpty();
  }
}
