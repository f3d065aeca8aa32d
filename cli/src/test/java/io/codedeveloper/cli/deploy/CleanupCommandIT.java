package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.person.ScriptedPerson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CleanupCommandIT {
  @TempDir Path home;
  private Scene scene;
  private final ScriptedPerson person = new ScriptedPerson();

  @BeforeEach
  void installed() throws IOException {
    scene = Scene.in(home);
    scene
        .programs()
        .state(
            """
            {"format_version":"1.0","values":{"root_module":{"resources":[
              {"address":"data.google_project.this","mode":"data","type":"google_project","name":"this"},
              {"address":"google_cloud_scheduler_job.tick[\\"work-main\\"]","mode":"managed","type":"google_cloud_scheduler_job","name":"tick"},
              {"address":"google_cloud_scheduler_job.tick[\\"sweep-main\\"]","mode":"managed","type":"google_cloud_scheduler_job","name":"tick"},
              {"address":"google_pubsub_topic.this[\\"ticks\\"]","mode":"managed","type":"google_pubsub_topic","name":"this"},
              {"address":"google_storage_bucket.sources","mode":"managed","type":"google_storage_bucket","name":"sources","values":{"force_destroy":true}},
              {"address":"google_storage_bucket.files","mode":"managed","type":"google_storage_bucket","name":"files","values":{"force_destroy":false}},
              {"address":"google_firestore_database.this","mode":"managed","type":"google_firestore_database","name":"this","values":{"deletion_policy":"ABANDON"}},
              {"address":"google_firestore_index.this[\\"a\\"]","mode":"managed","type":"google_firestore_index","name":"this"},
              {"address":"google_service_account.this[\\"job\\"]","mode":"managed","type":"google_service_account","name":"this"},
              {"address":"google_project_service.this[\\"run\\"]","mode":"managed","type":"google_project_service","name":"this"}
            ]}}}
            """);
    goes("google_cloud_scheduler_job.tick[\\\"work-main\\\"]");
  }

  private void goes(String... addresses) throws IOException {
    var events = new StringBuilder();
    for (var address : addresses) {
      events.append(
          "{\"type\":\"planned_change\",\"change\":{\"resource\":{\"addr\":\"%s\"},\"action\":\"delete\"}}\n"
              .formatted(address));
    }
    scene.programs().plan(events.toString());
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private CommandRun cleanup(String... more) {
    return scene.by(person, "cleanup", more);
  }

  private List<String> deletions() throws IOException {
    return scene.work().stream()
        .filter(call -> call.contains(" destroy "))
        .map(call -> call.replaceAll(".*?-target=", "").replace(" -target=", " "))
        .toList();
  }

  @Test
  void everythingGoesButWhatIsProtectedAndWhatThatStandsOn() throws IOException {
    person.answers("DELETE ALL");

    var run = cleanup("--all");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(deletions())
        .containsExactly(
            "google_cloud_scheduler_job.tick",
            "google_pubsub_topic.this",
            "google_storage_bucket.sources",
            "google_service_account.this");
    assertThat(run.out())
        .contains("1 resource goes:", "google_cloud_scheduler_job.tick[\"work-main\"]")
        .contains("these stay: google_storage_bucket.files, google_firestore_database.this")
        .contains("deleted: schedule, messages, data, accounts");
  }

  @Test
  void nothingGoesWithoutTheVeryWords() throws IOException {
    for (var answer : List.of("yes", "delete all", "")) {
      var run = scene.by(new ScriptedPerson().answers(answer), "cleanup", "--all");
      assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err()).contains("nothing was deleted: it takes the words DELETE ALL");
    }
    assertThat(deletions()).isEmpty();
  }

  @Test
  void whatFailsKeepsNothingElseFromGoingAndIsTold() throws IOException {
    person.answers("DELETE ALL");
    scene.programs().fail("terraform", "destroy -input=false -no-color -auto-approve");

    var run = cleanup("--all");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(deletions()).hasSize(4);
    assertThat(run.out()).contains("deleted: nothing");
    assertThat(run.err())
        .contains("schedule: ", "messages: ", "data: ", "accounts: ", "the reason is: quota");
  }

  @Test
  void aPartGoesAloneOnceTheEnvironmentIsNamed() throws IOException {
    person.answers("test");

    var run = cleanup("--only", "schedule,images");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(deletions()).containsExactly("google_cloud_scheduler_job.tick");
    assertThat(person.asked()).singleElement().asString().contains("Type test");
  }

  @Test
  void theMenuOffersWhatThereIs() throws IOException {
    person.answers("1, 3").answers("test");

    var run = cleanup();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains(" 1  schedule", " 2  messages", " 3  data", " 4  accounts");
    assertThat(deletions())
        .containsExactly("google_cloud_scheduler_job.tick", "google_storage_bucket.sources");
  }

  @Test
  void noAnswerInTheMenuIsNothing() throws IOException {
    assertThat(cleanup().exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO);
    assertThat(scene.by(new ScriptedPerson().answers("9"), "cleanup").err())
        .contains("'9' is none of the numbers 1 to 4");
    assertThat(deletions()).isEmpty();
  }

  @Test
  void whatIsProtectedIsNotTakenAlongEither() throws IOException {
    goes("google_service_account.this[\\\"job\\\"]", "google_storage_bucket.files");

    var run = cleanup("--only", "accounts");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("google_storage_bucket.files would go with it", "keep_data");
    assertThat(deletions()).isEmpty();
  }

  @Test
  void dryRunDeletesNothing() throws IOException {
    var run = cleanup("--all", "--dry-run");

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("destroy", "-target=google_pubsub_topic.this");
    var json =
        JsonParser.parseString(cleanup("--all", "--dry-run", "--json").out()).getAsJsonObject();
    assertThat(json.getAsJsonArray("resources").get(0).getAsString())
        .isEqualTo("google_cloud_scheduler_job.tick[\"work-main\"]");
    assertThat(json.getAsJsonArray("deleted")).isEmpty();
    assertThat(deletions()).isEmpty();
    assertThat(person.asked()).isEmpty();
  }

  @Test
  void stateThatCannotBeReadIsNotTakenForAnEmptyOne() throws IOException {
    scene.programs().fail("terraform", " show ");

    var run = cleanup("--all");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("show -no-color -json ended with 3");
  }

  @Test
  void emptyEnvironmentHasNothingToDelete() throws IOException {
    scene.programs().state("{}");
    assertThat(cleanup("--all").exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO);
  }

  @Test
  void programsAreToldWhatWentAndWhatFailed() throws IOException {
    person.answers("test");
    var json =
        JsonParser.parseString(cleanup("--only", "schedule", "--json").out()).getAsJsonObject();
    assertThat(json.getAsJsonArray("deleted").get(0).getAsString()).isEqualTo("schedule");
    assertThat(json.getAsJsonArray("kept")).hasSize(2);
    assertThat(json.getAsJsonObject("failed").asMap()).isEmpty();
  }

  @Test
  void withoutATerminalAndAModeTheCommandIsWrong() throws IOException {
    assertThat(scene.cloud("cleanup").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(cleanup("--all", "--only", "data").exitCode()).isEqualTo(ExitCode.USAGE);
    var unknown = cleanup("--only", "database");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("'database' is no part", "schedule, functions");
    assertThat(scene.programs().called()).isEmpty();
  }
}
