package io.codedeveloper.cli.ops;

import static io.codedeveloper.cli.ops.DataScene.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.FirestoreApi;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.google.StorageApi;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.up.ServedFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What gathers, with the real `gcloud` and the functions as served.
final class DataMaintenanceIT {
  private static final String RULES =
      """
      {"rule": [
        {"action": {"type": "Delete"}, "condition": {"daysSinceNoncurrentTime": 90}},
        {"action": {"type": "Delete"}, "condition": {"age": 90, "matchesPrefix": ["logs/"]}},
        {"action": {"type": "AbortIncompleteMultipartUpload"}, "condition": {"age": 7}}]}
      """;

  @TempDir Path home;
  private DataScene scene;
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
    scene = DataScene.in(home);
    daemon = scene.daemon();
    google = scene.google();
    firestore = scene.firestore();
    storage = scene.storage();
    google.tick("sweep-p1", "ENABLED", Instant.now());
    google.tick("work-p1", "ENABLED", Instant.now());
    storage.property(FILES, "lifecycle", RULES);
    DataChecks.INDEXES.forEach(title -> firestore.indexed(title, "READY"));
    firestore.documents("(default)", "commands", 1200);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private CommandRun maintain(String... more) throws IOException {
    var words =
        Stream.concat(Stream.of("data-maintenance", "--within", "600"), Arrays.stream(more));
    return scene.ops(Person.nobody(), words.toArray(String[]::new));
  }

  @Test
  void dataThatGoByThemselvesAreWell() throws IOException {
    DataChecks.EXPIRING.forEach(name -> firestore.expires(name, "ACTIVE"));

    var run = maintain();

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .containsPattern("commands +1,?200")
        .contains("expired documents go by themselves", "5, all ready", "none is held")
        .contains("what was replaced, and logs, go by themselves", "all is well");
    assertThat(google.changes()).isEmpty();
  }

  @Test
  void whatGathersIsWrongAndWhatIsSafeIsMended() throws IOException {
    Stream.of("commands", "journal", "iterations", "deadLetters")
        .forEach(name -> firestore.expires(name, name.equals("journal") ? "CREATING" : "ACTIVE"));
    firestore.index("commands", "NEEDS_REPAIR");
    firestore.database("restore-test-20260101-030000", false);
    firestore.database("restore-of-somebody", false);
    storage.property(
        FILES,
        "lifecycle",
        "{\"rule\": [{\"action\": {\"type\": \"Delete\"}, \"condition\": {\"age\": 90, \"matchesPrefix\": [\"logs/\", \"projects/\"]}}]}");
    daemon.gaveUpAMessage("it is no order");

    var run = maintain("--repair", "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    var findings = JsonParser.parseString(run.out()).getAsJsonObject().get("findings").toString();
    assertThat(findings)
        .contains("these documents never go: notifications", "NEEDS_REPAIR of commands")
        .contains("it is no order", "deletes files that are in use, by their age")
        .contains("restore-test-20260101-030000 is deleted", "sweep-p1 was told to come now")
        .doesNotContain("paid for");
    assertThat(google.changes())
        .containsExactly("run sweep-p1", "delete restore-test-20260101-030000");
  }

  /// As a database has none that was restored, or made by hand.
  @Test
  void indexesThatAreNotThereAreWrong() throws IOException {
    firestore.forgetIndexes();
    firestore.indexed("commands: open ascending, issuedAt ascending", "READY");

    var run = maintain();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains("are not there, so that queries fail: iterations: priority ascending")
        .contains("notifications: status ascending, createdAt descending")
        .doesNotContain("fail: commands");
  }

  @Test
  void databasesThatOnlyLookLikeLeftOnesStay() throws IOException {
    DataChecks.EXPIRING.forEach(name -> firestore.expires(name, "ACTIVE"));
    var running = restoreTest(Duration.ofHours(4));
    firestore.database(running, false);
    firestore.database("restore-test-20260101-030000", false);
    firestore.database("restore-test-20260102-030000", true);
    firestore.database("restore-test-20260103-030000", false);
    google.database("restore-test-20260101-030000");

    var run = maintain("--repair", "--database", "restore-test-20260103-030000");

    assertThat(run.out())
        .contains("restore-test-20260101-030000 is in use")
        .contains("restore-test-20260102-030000 is protected")
        .contains("restore-test-20260103-030000 is the one that is looked at")
        .contains(running + " may be of a test that still runs");
    assertThat(google.changes()).containsExactly("run sweep-p1");
  }

  @Test
  void nothingIsDeletedWhereNobodyKnowsWhatIsInUse() throws IOException {
    firestore.database("restore-test-20260101-030000", false);
    google.refuse("/jobs/code-developer");

    var run = maintain("--repair");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains("not yours to see", "which database is in use could not be read (")
        .contains("'(default)' is looked at");
    assertThat(google.changes()).containsExactly("run sweep-p1");
  }

  /// That another project's execution runs does not keep a lease.
  @Test
  void leaseOfEachProjectIsThatOfAnExecutionOfIt() throws IOException {
    DataChecks.EXPIRING.forEach(name -> firestore.expires(name, "ACTIVE"));
    google.tick("sweep-p2", "ENABLED", Instant.now());
    var p2 = daemon.another("p2");
    daemon.works(ServedFunctions.PROJECT, "aaaaaaaaaaaa");
    daemon.works(p2, "bbbbbbbbbbbb");
    google.executionOf("p1", "e-1", Instant.now());
    google.executionOf("p2", "e-2", Instant.now());
    var both = maintain();
    assertThat(both.exitCode()).as(both.out() + both.err()).isEqualTo(ExitCode.DONE);
    assertThat(both.out()).contains("held by an execution that runs");

    google.execution("e-2", Instant.now(), "True", "");
    var second = maintain();
    assertThat(second.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(second.out())
        .containsPattern("wrong +leases of p2 +.*no execution of p2 runs")
        .contains("next: project-manager ops data-maintenance --repair\n");

    google.execution("e-1", Instant.now(), "True", "");
    google.executionOf("p2", "e-2", Instant.now());
    assertThat(maintain().out()).containsPattern("wrong +leases +.*no execution of p1 runs");
  }

  @Test
  void messagesThatWereGivenUpAreThoseOfAllProjects() throws IOException {
    google.tick("sweep-p2", "ENABLED", Instant.now());
    daemon.gaveUpAMessage(daemon.another("p2"), "m2", "it is no order");

    assertThat(maintain().out())
        .containsPattern("wrong +given up of p2 +.*it is no order")
        .contains("next: project-manager notifications --project p2\n");
    assertThat(maintain("--project", "p1").out()).doesNotContain(" of p2");
  }

  private static String restoreTest(Duration ago) {
    return "restore-test-"
        + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now().minus(ago));
  }

  @Test
  void documentsThatExpireAndIndexesAreThoseOfTerraform() throws IOException {
    var declared =
        JsonParser.parseString(
                Files.readString(Path.of("..", "terraform", "firestore-indexes.json")))
            .getAsJsonObject();
    var names = new TreeSet<String>();
    declared
        .getAsJsonArray("fieldOverrides")
        .forEach(one -> names.add(one.getAsJsonObject().get("collectionGroup").getAsString()));
    assertThat(DataChecks.EXPIRING).isEqualTo(names);
    var titles = new TreeSet<String>();
    for (var index : declared.getAsJsonArray("indexes")) {
      var fields =
          index.getAsJsonObject().getAsJsonArray("fields").asList().stream()
              .map(JsonElement::getAsJsonObject)
              .map(field ->
                  field.get("fieldPath").getAsString()
                      + " "
                      + field.get("order").getAsString().toLowerCase(Locale.ROOT))
              .toList();
      titles.add(
          index.getAsJsonObject().get("collectionGroup").getAsString()
              + ": "
              + String.join(", ", fields));
    }
    assertThat(DataChecks.INDEXES).isEqualTo(titles);
  }
}
