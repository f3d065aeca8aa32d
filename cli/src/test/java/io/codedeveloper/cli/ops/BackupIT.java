package io.codedeveloper.cli.ops;

import static io.codedeveloper.cli.ops.DataScene.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.google.FirestoreApi;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.google.StorageApi;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.person.ScriptedPerson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept, and whether it comes back, with the real `gcloud` and the functions as served.
final class BackupIT {
  private static final String PATIENT = "600";

  @TempDir Path home;
  private DataScene scene;
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
    scene = DataScene.in(home);
    google = scene.google();
    firestore = scene.firestore();
    storage = scene.storage();
    storage.bucket("acme-code-developer-state", true);
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
  void backupsAreKeptAsLongAsTheDailyScheduleSays() throws IOException {
    firestore.schedule("");
    firestore.alsoSchedule("weeklyRecurrence", Duration.ofDays(98));
    firestore.alsoSchedule("dailyRecurrence", Duration.ofDays(3));

    var run = ops(Person.nobody(), "backup-verify", "--within", PATIENT);

    assertThat(run.out()).contains("daily, kept for 3 days");
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
}
