package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.FirestoreApi;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.cli.settings.Settings;
import io.codedeveloper.cli.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a database comes back, with the real `gcloud` and the functions as served.
final class DatabaseRestoreIT {
  private static final String PATIENT = "600";

  @TempDir Path home;
  private DataScene scene;
  private GoogleStandIn google;
  private FirestoreApi firestore;

  /// Before anything that a test that is skipped would have to close.
  @BeforeAll
  static void assumeGcloud() {
    GoogleStandIn.assumeGcloud();
  }

  @BeforeEach
  void serve() throws IOException {
    scene = DataScene.in(home);
    google = scene.google();
    firestore = scene.firestore();
    scene.backUp();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private CommandRun ops(Person person, String... words) throws IOException {
    return scene.ops(person, words);
  }

  @Test
  void backupBecomesADatabaseBesideTheOneInUse() throws IOException {
    var words =
        new String[] {"restore", "--backup", "newest", "--into", "restored", "--within", PATIENT};
    var refused = ops(new ScriptedPerson().answers("yes"), words);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(refused.err()).contains("nothing was changed: it takes restored as the answer");

    var dry =
        ops(Person.nobody(), "restore", "--backup", "b-old", "--into", "restored", "--dry-run");
    assertThat(dry.exitCode()).as(dry.out() + dry.err()).isEqualTo(ExitCode.DONE);
    assertThat(dry.out())
        .contains("next: gcloud firestore databases restore", "nothing was changed");
    assertThat(google.changes()).isEmpty();

    firestore.refusePolls(2);
    var run =
        ops(
            new ScriptedPerson()
                .answers("restored")
                .meanwhile(() -> {})
                .meanwhile(() -> {})
                .meanwhile(() -> {}),
            words);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains(
            "'restored' has the documents that '(default)' had at",
            "name the environment with --env");
    assertThat(google.changes()).containsExactly("restore restored");
  }

  @Test
  void wayToTheRestoredDatabaseCanBeTyped() throws IOException {
    firestore.index("commands", "READY");
    google.tick("sweep-p1", "ENABLED", Instant.now());
    google.tick("sweep-p2", "ENABLED", Instant.now());
    settings();
    var words =
        new String[] {"restore", "--backup", "newest", "--into", "restored", "--env", "prod"};
    var restored = ops(new ScriptedPerson().answers("restored").meanwhile(() -> {}), words);
    assertThat(restored.exitCode()).as(restored.out() + restored.err()).isEqualTo(ExitCode.DONE);

    var again = ops(Person.nobody(), words);

    var variables =
        "-var-file=envs/prod.tfvars -var=environment=prod -var=project_id=acme -var=region=europe-west1 -var=functions_directory=../functions/target/deployment -var=functions_image=europe-west1-docker.pkg.dev/acme/code-developer/code-developer-functions:none -var=job_image=europe-west1-docker.pkg.dev/acme/code-developer/code-developer-job:none";
    assertThat(again.exitCode()).as(again.out() + again.err()).isEqualTo(ExitCode.DONE);
    assertThat(restored.out().lines().filter(line -> line.contains("next: ")).map(String::strip))
        .containsExactlyElementsOf(
            again.out().lines().filter(line -> line.contains("next: ")).map(String::strip).toList())
        .containsExactly(
            "next: project-manager cloud stop --project p1 --env prod",
            "next: project-manager cloud stop --project p2 --env prod",
            "next: gcloud run jobs executions list --job=code-developer --region=europe-west1 --limit=5 --project=acme",
            "next: export TF_DATA_DIR=\"$PWD/target/terraform/prod-acme-code-developer-state\"",
            "next: terraform -chdir=terraform init -input=false -no-color -reconfigure -backend-config=bucket=acme-code-developer-state &&",
            "next: terraform -chdir=terraform workspace select prod &&",
            "next: { grep -q '^firestore_database *= *\"restored\"' terraform/envs/prod.tfvars || { echo \"set firestore_database first\"; false; }; } && terraform -chdir=terraform state rm google_firestore_database.this google_firestore_backup_schedule.daily google_firestore_index.this google_firestore_field.expiry &&",
            "next: terraform -chdir=terraform import -input=false -no-color %s google_firestore_database.this projects/acme/databases/restored &&"
                .formatted(variables),
            "next: terraform -chdir=terraform import -input=false -no-color %s 'google_firestore_index.this[\"commands: open ascending\"]' projects/acme/databases/restored/collectionGroups/commands/indexes/i0 &&"
                .formatted(variables),
            "next: project-manager cloud deploy --env prod",
            "next: project-manager cloud start --project p1 --env prod",
            "next: project-manager cloud start --project p2 --env prod");
    assertThat(again.out()).contains("commit the changed tfvars");
    assertThat(google.changes()).containsExactly("restore restored");
  }

  private void settings() {
    var prod = EnvironmentSettings.NONE.withUrl(scene.daemon().served().url());
    new SettingsFile(home.resolve(".config/code-developer"))
        .write(Settings.NONE.with("prod", prod));
  }

  @Test
  void databasesThatAreThereOrAreCalledAsTestsAreRefused() throws IOException {
    firestore.database("of-somebody", false);
    google.database("in-use");
    firestore.database("in-use", false);

    for (var row :
        Map.of(
                "of-somebody", "there is a database 'of-somebody' already",
                "in-use", "'in-use' is in use",
                "restore-test-20260101-030000", "is how databases of restore tests are called")
            .entrySet()) {
      var run = ops(Person.nobody(), "restore", "--backup", "newest", "--into", row.getKey());
      assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err()).contains(row.getValue());
    }
    assertThat(google.changes()).isEmpty();
  }

  @Test
  void databaseOfAnotherBackupIsNotSwitchedTo() throws IOException {
    var words = new String[] {"restore", "--into", "restored", "--yes", "--backup"};
    ops(new ScriptedPerson().meanwhile(() -> {}), with(words, "b-new"));

    var other = ops(Person.nobody(), with(words, "b-old"));
    assertThat(other.exitCode()).as(other.out() + other.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(other.err()).contains("'restored' was made of the backup b-new, and not of b-old");

    var same = ops(Person.nobody(), with(words, "b-new"));
    assertThat(same.exitCode()).as(same.out() + same.err()).isEqualTo(ExitCode.DONE);
    assertThat(same.out()).contains("'restored' was made of the backup b-new before");
    assertThat(google.changes()).containsExactly("restore restored");
  }

  /// A drill may have left it, and its documents may be long outdated.
  @Test
  void databaseOfAnOlderBackupIsNotTheNewest() throws IOException {
    var words = new String[] {"restore", "--into", "restored", "--yes", "--backup"};
    var drill = ops(new ScriptedPerson().meanwhile(() -> {}), with(words, "b-old"));
    assertThat(drill.exitCode()).as(drill.out() + drill.err()).isEqualTo(ExitCode.DONE);

    var newest = ops(Person.nobody(), with(words, "newest"));
    assertThat(newest.exitCode()).as(newest.out() + newest.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(newest.err())
        .contains("'restored' was made of the backup b-old, of ", "and the newest is b-new, of ")
        .contains("name another with --into, or say --backup b-old");
    assertThat(newest.out()).doesNotContain("switch over");

    var meant = ops(Person.nobody(), with(words, "b-old"));
    assertThat(meant.exitCode()).as(meant.out() + meant.err()).isEqualTo(ExitCode.DONE);
    assertThat(meant.out())
        .contains("was made of the backup b-old before: it has the documents that '(default)' had");

    firestore.expire("b-old");
    var gone = ops(Person.nobody(), with(words, "newest"));
    assertThat(gone.exitCode()).as(gone.out() + gone.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(gone.err())
        .contains("'restored' was made of b-old, which is no backup of '(default)' any more");
    assertThat(ops(Person.nobody(), with(words, "b-old")).out())
        .contains("of when its documents are is not known");
    assertThat(google.changes()).containsExactly("restore restored");
  }

  @Test
  void databaseThatCouldNotBeRestoredIsNotSwitchedTo() throws IOException {
    firestore.failRestores("the backup is gone");
    var words = new String[] {"restore", "--into", "restored", "--yes", "--backup"};
    var first = ops(new ScriptedPerson().meanwhile(() -> {}), with(words, "b-new"));
    assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(first.out())
        .contains("it could not be restored: the backup is gone")
        .doesNotContain("switch over");

    var again = ops(Person.nobody(), with(words, "b-new"));

    assertThat(again.exitCode()).as(again.out() + again.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(again.err()).contains("'restored' could not be restored: the backup is gone");
  }

  @Test
  void failureThatNobodyExplainsIsNoSuccess() throws IOException {
    firestore.failRestores();
    var words = new String[] {"restore", "--into", "restored", "--yes", "--backup"};
    var first = ops(new ScriptedPerson().meanwhile(() -> {}), with(words, "b-new"));
    assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(first.out()).contains("it could not be restored: Firestore says only");

    var again = ops(Person.nobody(), with(words, "b-new"));

    assertThat(again.exitCode()).as(again.out() + again.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(again.err()).contains("'restored' could not be restored: Firestore says only");
  }

  @Test
  void whatIsMeantHasToBeSaid() throws IOException {
    for (var words :
        new String[][] {
          {"restore"},
          {"restore", "--backup", "b", "--file", "f"},
          {"restore", "--backup", "b"},
          {"restore", "--backup", "b", "--into", "other", "--generation", "1"},
          {"restore", "--file", "f", "--into", "other"}
        }) {
      assertThat(ops(Person.nobody(), words).exitCode()).isEqualTo(ExitCode.USAGE);
    }
    var none = ops(Person.nobody(), "restore", "--backup", "b-next", "--into", "other");
    assertThat(none.err()).contains("'b-next' names no backup of '(default)' that can be restored");
  }

  private static String[] with(String[] words, String last) {
    var all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }
}
