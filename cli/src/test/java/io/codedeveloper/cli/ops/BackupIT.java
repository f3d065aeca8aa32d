package io.codedeveloper.cli.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.google.FirestoreApi;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.google.IamApi;
import io.codedeveloper.cli.google.StorageApi;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.cli.settings.Settings;
import io.codedeveloper.cli.settings.SettingsFile;
import io.codedeveloper.file.FilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept, and how it comes back, with the real `gcloud` and the functions as served.
final class BackupIT {
  private static final String PATIENT = "600";
  private static final String FILES = "acme-code-developer-files";

  @TempDir Path home;
  private DaemonAtWork daemon;
  private GoogleStandIn google;
  private FirestoreApi firestore;
  private StorageApi storage;

  /// Before anything that a test that is skipped would have to close.
  @BeforeAll
  static void assumeGcloud() {
    GoogleStandIn.assumeGcloud();
  }

  @BeforeEach
  void serve() throws IOException {
    daemon = new DaemonAtWork(home);
    google = new GoogleStandIn(home);
    firestore = new FirestoreApi(google::changed);
    storage = new StorageApi();
    google.serve(firestore);
    google.serve(storage);
    google.serve(new IamApi());
    storage.bucket(FILES, true);
    storage.bucket("acme-code-developer-state", true);
    firestore.backup("b-old", "READY", Instant.now().minus(Duration.ofDays(2)));
    firestore.backup("b-new", "READY", Instant.now().minus(Duration.ofHours(5)));
    firestore.backup("b-next", "CREATING", Instant.now());
    firestore.documents("(default)", "commands", 7);
    firestore.documents("(default)", "projects", 1);
  }

  @AfterEach
  void close() {
    daemon.close();
    google.close();
  }

  private CommandRun ops(Person person, String... words) throws IOException {
    return daemon.by(person, google.variables(), words);
  }

  @Test
  void whatIsKeptIsShownAndNothingChanges() throws IOException {
    var run = ops(Person.nobody(), "backup-verify", "--within", PATIENT);

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("since 2026-02-22T12:00:00Z", "daily, kept for 7 days")
        .contains("3; the newest, b-new, is of 5 h ago")
        .contains("versions are kept; what is deleted comes back for 7 days")
        .contains("next: project-manager ops backup-verify --restore-test");
    assertThat(google.changes()).isEmpty();
  }

  @Test
  void whatIsNotKeptIsWrong() throws IOException {
    firestore.database("(default)", false);
    firestore.schedule("");
    firestore.backup("b-new", "NOT_AVAILABLE", Instant.now());
    storage.bucket(FILES, false);

    var run = ops(Person.nobody(), "backup-verify", "--within", PATIENT);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains("point-in-time recovery of '(default)' is off")
        .contains("no backup is made by itself")
        .contains("b-old, is of 2 days ago: today's is missing")
        .contains(
            "next: gcloud firestore backups schedules list '--database=(default)' --project=acme")
        .contains(
            "next: gcloud storage buckets update gs://acme-code-developer-files --versioning");
  }

  @Test
  void newestBackupIsRestoredCountedAndTakenAway() throws IOException {
    firestore.documents("backup", "commands", 6);
    firestore.documents("backup", "projects", 1);
    firestore.documents("(default)", "commands", 9);
    firestore.earlierDocuments("(default)", "commands", 7);
    firestore.earlierDocuments("(default)", "projects", 1);
    var person = new ScriptedPerson().meanwhile(() -> {});

    var run = ops(person, "backup-verify", "--restore-test", "--within", PATIENT, "--json");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    var json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.getAsJsonArray("documents").toString())
        .contains("{\"collection\":\"commands\",\"then\":7,\"restored\":6}");
    assertThat(json.getAsJsonArray("findings").toString())
        .contains("b-new was restored into 'restore-test-", "of: commands", "is deleted again");
    assertThat(google.changes())
        .hasSize(2)
        .first()
        .asString()
        .matches("restore restore-test-[0-9]{8}-[0-9]{6}");
    assertThat(google.changes().getLast())
        .isEqualTo(google.changes().getFirst().replace("restore restore", "delete restore"));
  }

  @Test
  void backupWithoutDocumentsIsWrongAndIsTakenAwayToo() throws IOException {
    firestore.documents("backup", "projects", 1);

    var run =
        ops(
            new ScriptedPerson().meanwhile(() -> {}),
            "backup-verify",
            "--restore-test",
            "--within",
            PATIENT);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out()).contains("the backup lacks what was there before and after it: commands");
    assertThat(google.changes()).hasSize(2);
  }

  @Test
  void backupThatLostManyDocumentsIsWrong() throws IOException {
    firestore.documents("(default)", "commands", 1000);
    firestore.documents("backup", "projects", 1);
    firestore.documents("backup", "commands", 3);

    var run =
        ops(
            new ScriptedPerson().meanwhile(() -> {}),
            "backup-verify",
            "--restore-test",
            "--within",
            PATIENT);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out()).contains("the backup lacks what was there before and after it: commands");
  }

  @Test
  void backupOfNothingProvesNothing() throws IOException {
    firestore.documents("(default)", "commands", 0);
    firestore.documents("(default)", "projects", 0);

    var run =
        ops(
            new ScriptedPerson().meanwhile(() -> {}),
            "backup-verify",
            "--restore-test",
            "--within",
            PATIENT);

    assertThat(run.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(run.out()).contains("so that nothing is proven");
  }

  @Test
  void restoreThatNobodyWaitsForIsLeftAlone() throws IOException {
    var run = ops(new ScriptedPerson(), "backup-verify", "--restore-test", "--within", PATIENT);

    assertThat(run.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(run.out())
        .contains("it is being restored into restore-test-")
        .contains("next: gcloud firestore databases delete --database=restore-test-");
    assertThat(google.changes()).hasSize(1);
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
    var prod = EnvironmentSettings.NONE.withUrl(daemon.served().url());
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
  void deletedFileComesBackByItsLastVersionAndBytesThatAreNoTextDoNot() throws IOException {
    storage.version(FILES, "projects/p1/project_files/a.bin", 1_772_000_000_000_001L, "\uFFFD");
    storage.deleted("projects/p1/project_files/a.bin");

    var list = ops(Person.nobody(), "restore", "--file", "a.bin", "--project", "p1");
    assertThat(list.out())
        .contains("1 version of a.bin, which was deleted")
        .contains("next: project-manager ops restore --file a.bin --generation 1772000000000001");

    var run =
        ops(
            Person.nobody(),
            "restore",
            "--file",
            "a.bin",
            "--project",
            "p1",
            "--generation",
            "1772000000000001");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("is not UTF-8 text");
  }

  @Test
  void earlierTextOfAFileComesBackAsAnEdit() throws IOException {
    var file = new FilePath("docs/a.txt");
    daemon.served().inRepository(file, "spoilt".getBytes(UTF_8));
    var name = "projects/p1/project_files/docs/a.txt";
    storage.version(FILES, name, 1_772_000_000_000_001L, "good\n\n");
    storage.version(FILES, name, 1_772_100_000_000_002L, "spoilt");

    var list = ops(Person.nobody(), "restore", "--file", "docs/a.txt");
    assertThat(list.exitCode()).as(list.out() + list.err()).isEqualTo(ExitCode.DONE);
    assertThat(list.out())
        .contains("2 versions of docs/a.txt")
        .contains(
            "next: project-manager ops restore --file docs/a.txt --generation 1772000000000001");

    var run =
        ops(
            new ScriptedPerson().answers("docs/a.txt"),
            "restore",
            "--file",
            "docs/a.txt",
            "--generation",
            "1772000000000001",
            "--project",
            "p1");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(daemon.served().text(file)).isEqualTo("good\n\n");
  }

  @Test
  void editThatIsSavedWhileSomebodyThinksStays() throws IOException {
    var file = new FilePath("docs/a.txt");
    daemon.served().inRepository(file, "spoilt".getBytes(UTF_8));
    var name = "projects/p1/project_files/docs/a.txt";
    storage.version(FILES, name, 1_772_000_000_000_001L, "good");
    var words = new String[] {"restore", "--project", "p1", "--file", "docs/a.txt", "--generation"};
    var person =
        new ScriptedPerson()
            .thinks(() -> daemon.served().saved(file, "mended by hand"))
            .answers("docs/a.txt");

    var run = ops(person, with(words, "1772000000000001"));

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out()).contains("somebody saved docs/a.txt meanwhile");
    assertThat(daemon.served().text(file)).isEqualTo("mended by hand");
  }

  @Test
  void databaseIsTheOneInUseWhereNobodyNamesAnother() throws IOException {
    google.database("restored");
    firestore.database("restored", true);

    var run = ops(Person.nobody(), "backup-verify", "--within", PATIENT);
    assertThat(run.out()).contains("there is none of 'restored' that could be restored");

    var named =
        ops(Person.nobody(), "backup-verify", "--within", PATIENT, "--database", Firestore.USUAL);
    assertThat(named.out())
        .contains(
            "the newest, b-new",
            "next: project-manager ops backup-verify --restore-test '--database=(default)'\n");

    var restore = ops(Person.nobody(), "restore", "--backup", "newest", "--into", "other");
    assertThat(restore.err()).contains("'newest' names no backup of 'restored'");
  }

  /// After a switch-over the usual one is the one that was lost.
  @Test
  void usualDatabaseIsNotTakenForTheOneInUse() throws IOException {
    google.refuse("/jobs/code-developer");
    var why = "which database is in use could not be read (";

    var verified = ops(Person.nobody(), "backup-verify", "--within", PATIENT);
    assertThat(verified.exitCode())
        .as(verified.out() + verified.err())
        .isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(verified.out()).contains(why, "'(default)' is looked at", "not yours to see");

    var words = new String[] {"restore", "--backup", "newest", "--into", "other", "--yes"};
    var refused = ops(new ScriptedPerson().meanwhile(() -> {}), words);
    assertThat(refused.exitCode())
        .as(refused.out() + refused.err())
        .isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(refused.err()).contains(why, "say with --database which is meant");
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

  private static String[] with(String[] words, String last) {
    var all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }

  @Test
  void nameOfAFileIsNoPattern() throws IOException {
    storage.version(FILES, "projects/p1/project_files/ai/page.md", 1_772_000_000_000_001L, "x");

    var list = ops(Person.nobody(), "restore", "--file", "a[i]/page.md", "--project", "p1");

    assertThat(list.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(list.out()).contains("has characters that gcloud takes for a pattern");
  }

  @Test
  void nameOfAFileIsQuoted() throws IOException {
    storage.version(FILES, "projects/p1/project_files/a b.md", 1_772_000_000_000_001L, "x");
    storage.deleted("projects/p1/project_files/a b.md");

    var list = ops(Person.nobody(), "restore", "--file", "a b.md", "--project", "p1");

    assertThat(list.out())
        .contains("project-manager ops restore --file 'a b.md' --generation 1772000000000001");
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
}
