package io.codedeveloper.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SetupCommandIT {
  private static final String KEY = "API_AUTH_SECRET";

  @TempDir Path home;
  private Scene scene;

  @BeforeEach
  void emptyProject() throws IOException {
    scene = Scene.in(home);
    scene.programs().withoutBucket();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private CommandRun setup(String... more) {
    return scene.with(scene.and("ANTHROPIC_API_KEY", "sk-ant-for-the-job"), "setup", more);
  }

  @Test
  void emptyProjectBecomesAnInstallation() throws IOException {
    var run = setup();

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("[1/9] prepare", "[2/9] open", "[3/9] build", "[4/9] push", "[5/9] secrets")
        .contains("[6/9] apply", "[7/9] migrate", "[8/9] smoke test", "[9/9] settings")
        .contains("GITHUB_TOKEN was given its value")
        .contains("next: name a repository in terraform/envs/test.tfvars")
        .doesNotContain("sk-ant-for-the-job");
    var calls = scene.work();
    assertThat(calls.get(0)).startsWith("gcloud services enable ").contains("secretmanager");
    assertThat(calls.get(1))
        .startsWith("gcloud beta services identity create --service=secretmanager.googleapis.com");
    assertThat(calls.get(2))
        .startsWith("gcloud storage buckets create gs://acme-code-developer-state ")
        .contains("--location=europe-west1", "--public-access-prevention", "--project=acme");
    assertThat(calls.get(3)).contains("buckets update", "--versioning");
  }

  @Test
  void secretsAreThereBeforeTheFunctionsThatReadThem() throws IOException {
    setup();

    var calls = scene.work();
    var made = lastOf("-target=google_secret_manager_secret.this");
    var given = lastOf("gcloud secrets versions add " + KEY);
    assertThat(made).isLessThan(given);
    assertThat(calls.subList(given, calls.size()))
        .anyMatch(call -> call.contains(" apply ") && !call.contains("-target="));
    assertThat(scene.programs().secret("ANTHROPIC_API_KEY")).contains("sk-ant-for-the-job");
    assertThat(scene.programs().secret(KEY).orElseThrow().getBytes(UTF_8).length)
        .isGreaterThanOrEqualTo(32);
    assertThat(calls).noneMatch(call -> call.contains("sk-ant"));
  }

  private int lastOf(String words) throws IOException {
    var calls = scene.work();
    var last = -1;
    for (var index = 0; index < calls.size(); index++) {
      last = calls.get(index).contains(words) ? index : last;
    }
    assertThat(last).as(words).isNotNegative();
    return last;
  }

  @Test
  void settingsFileKnowsTheApiAndWhatItsTokensAreSignedWith() throws IOException {
    setup();

    var saved = new SettingsFile(home.resolve(".config/code-developer")).read().environment("test");
    assertThat(saved.url()).contains(scene.api().url());
    assertThat(saved.apiKey().orElseThrow().reveal())
        .isEqualTo(scene.programs().secret(KEY).orElseThrow());
  }

  @Test
  void aSecondTimeNothingIsMadeAgainAndNoSecretIsReplaced() throws IOException {
    setup();
    var key = scene.programs().secret(KEY);
    scene.programs().forgetCalls();

    var again = setup();

    assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(again.out()).contains("[1/9] prepare     done before", KEY + " has a value");
    assertThat(scene.programs().secret(KEY)).isEqualTo(key);
    assertThat(scene.work())
        .noneMatch(call -> call.contains("versions add") || call.contains(" apply "));
  }

  @Test
  void afterAFailureItGoesOnWhereItWas() throws IOException {
    scene.programs().fail("gcloud", "secrets versions add");
    var failed = setup();
    assertThat(failed.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(failed.err()).contains("gcloud secrets versions add", "ended with 3");

    scene.programs().succeed("gcloud");
    scene.programs().forgetCalls();
    assertThat(setup().exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(scene.programs().called())
        .noneMatch(call -> call.startsWith("dev ") || call.contains("buckets create"));
  }

  @Test
  void whereASecretCannotBeSeenNoneIsReplaced() throws IOException {
    scene.programs().giveSecret(KEY, "what tokens are signed with now");
    scene.programs().fail("gcloud", "secrets versions list");

    var run = setup();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("gcloud secrets versions list", "ended with 3");
    assertThat(scene.programs().secret(KEY)).contains("what tokens are signed with now");
  }

  @Test
  void aSecretThatNobodyGivesIsAskedForAndKeepsNothingFromBeingMade() throws IOException {
    var run = scene.cloud("setup");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains("all of them answer", "[9/9] settings")
        .doesNotContain("next: project-manager cloud start");
    assertThat(run.err())
        .contains(
            "ANTHROPIC_API_KEY has no value yet; give it one: printf %s \"$ANTHROPIC_API_KEY\" | gcloud secrets versions add ANTHROPIC_API_KEY");
  }

  @Test
  void secretsStateIsAskedForAsSecretManagerSpellsIt() throws IOException {
    setup();
    assertThat(scene.work())
        .filteredOn(call -> call.startsWith("gcloud secrets versions list"))
        .isNotEmpty()
        .allMatch(call -> call.contains(" --filter=state=ENABLED "));
  }

  @Test
  void whereNotificationsGoIsTakenOverAndNeverAskedFor() throws IOException {
    var address = "https://hooks.slack.com/services/ours";
    var run = scene.with(scene.and("NOTIFICATION_SLACK_URL", address), "setup");

    assertThat(run.out())
        .contains("NOTIFICATION_SLACK_URL was given its value")
        .doesNotContain("NOTIFICATION_WEBHOOK", address);
    assertThat(scene.programs().secret("NOTIFICATION_SLACK_URL")).contains(address);
  }

  @Test
  void aProjectThatNobodyPaysForIsRefusedBeforeAnythingBegins() throws IOException {
    scene.programs().unpaid();

    var run = setup();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("the project 'acme' has no billing account");
    assertThat(scene.work()).isEmpty();
  }

  /// The build would fail without it, after minutes, with words that name no cure.
  @Test
  void emulatorThatABuildNeedsIsMissedBeforeAnythingBegins() throws IOException {
    scene.programs().withoutEmulator();

    for (var command : List.of("setup", "deploy")) {
      var run = scene.cloud(command);

      assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err())
          .as(command)
          .contains(
              "gcloud components install cloud-firestore-emulator",
              "apt-get install google-cloud-cli-firestore-emulator");
    }
    assertThat(scene.work()).isEmpty();
  }

  /// The image would have a JVM that Cloud Run cannot start.
  @Test
  void machineWhoseImagesWouldNotRunIsRefused() throws IOException {
    scene.programs().machine("Darwin arm64");

    var run = setup();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("this machine is 'Darwin arm64'", "'Linux x86_64'");
    assertThat(scene.work()).isEmpty();
    assertThat(scene.cloud("urls").err()).doesNotContain("Darwin");
  }

  @Test
  void dryRunSaysThatABucketThatIsGoneIsMadeAgain() {
    setup();

    assertThat(setup("--dry-run").out())
        .containsPattern(
            "# prepare: done before, .*; runs only if the bucket of Terraform's state is gone:\ngcloud services enable");
  }

  @Test
  void dryRunShowsEverythingInItsOrderAndRunsNothing() throws IOException {
    var run = setup("--dry-run");

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .containsSubsequence(
            "gcloud services enable",
            "buckets create",
            " init ",
            "--push",
            "secret.this",
            "versions add",
            "GET");
    assertThat(scene.programs().called()).isEmpty();
    assertThat(Files.exists(scene.checkout().resolve("target"))).isFalse();
  }
}
