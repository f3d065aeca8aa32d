package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResourcesCommandIT {
  /// As Terraform 1.11 prints it, without what nobody reads.
  private static final String REFRESHED =
      """
      {"@level":"info","@message":"Terraform 1.11.0","type":"version","terraform":"1.11.0"}
      {"type":"refresh_start","hook":{"resource":{"addr":"google_pubsub_topic.this[\\"ticks\\"]"}}}
      {"type":"refresh_complete","hook":{"resource":{"addr":"google_pubsub_topic.this[\\"ticks\\"]"}}}
      {"type":"refresh_start","hook":{"resource":{"addr":"google_cloud_run_v2_job.iteration"}}}
      {"type":"refresh_start","hook":{"resource":{"addr":"google_storage_bucket.files"}}}
      """;

  @TempDir Path home;
  private Scene scene;

  @BeforeEach
  void deployed() throws IOException {
    scene = Scene.in(home);
    Files.createDirectories(scene.checkout().resolve("functions/target/deployment"));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void everythingIsThereAsDeclared() throws IOException {
    scene.programs().plan(REFRESHED);

    var run = scene.cloud("resources");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("there  google_cloud_run_v2_job.iteration", "google_pubsub_topic.this[\"ticks\"]")
        .contains("3 of 3 are there as declared");
    assertThat(scene.work().getLast()).contains(" plan ", "-lock=false", "-var=environment=test");
  }

  @Test
  void whatIsMissingIsNamedAndWhatDiffersIsShown() throws IOException {
    scene
        .programs()
        .plan(
            REFRESHED
                + """
                {"type":"planned_change","change":{"resource":{"addr":"google_storage_bucket.files"},"action":"create"}}
                {"type":"planned_change","change":{"resource":{"addr":"google_firestore_database.this"},"action":"create"}}
                {"type":"planned_change","change":{"resource":{"addr":"google_cloud_run_v2_job.iteration"},"action":"update"}}
                {"type":"planned_change","change":{"resource":{"addr":"google_old.one"},"action":"delete"}}
                """);

    var run = scene.cloud("resources");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out())
        .contains("1 of 4 are there as declared; 1 differ, 1 are left over, 2 are missing")
        .contains("differs    google_cloud_run_v2_job.iteration");
    assertThat(run.err())
        .contains("missing: google_firestore_database.this, google_storage_bucket.files;")
        .contains("project-manager cloud setup --env test");
  }

  @Test
  void whatSomebodyDeletedIsMadeAgainByTheNextDeployment() throws IOException {
    scene.cloud("deploy");
    scene
        .programs()
        .plan(
            REFRESHED
                + """
                {"type":"planned_change","change":{"resource":{"addr":"google_storage_bucket.files"},"action":"create"}}
                """);
    scene.cloud("resources");
    scene.programs().forgetCalls();

    scene.cloud("deploy");

    assertThat(scene.work())
        .anyMatch(call -> call.contains(" apply ") && !call.contains("-target="))
        .anyMatch(call -> call.contains("--push"))
        .noneMatch(call -> call.equals("dev package --image-base scratch"));
  }

  @Test
  void jobOfTheUsersOwnImageIsComparedWithThatImage() throws IOException {
    scene.cloud("deploy", "--job-image", "europe-west1-docker.pkg.dev/acme/ours/job:7");
    scene.programs().plan(REFRESHED);

    scene.cloud("resources");

    assertThat(scene.work().getLast())
        .contains(" plan ", "-var=job_image=europe-west1-docker.pkg.dev/acme/ours/job:7");
  }

  @Test
  void programsReadTheSame() throws IOException {
    scene.programs().plan(REFRESHED);

    var json = JsonParser.parseString(scene.cloud("resources", "--json").out()).getAsJsonObject();

    assertThat(json.getAsJsonArray("resources")).hasSize(3);
    assertThat(json.getAsJsonArray("missing")).isEmpty();
  }

  @Test
  void whatTerraformCannotTellIsSaid() throws IOException {
    Files.delete(scene.checkout().resolve("functions/target/deployment"));
    assertThat(scene.cloud("resources").err()).contains("build them: ./dev package");

    Files.createDirectories(scene.checkout().resolve("functions/target/deployment"));
    scene.programs().fail("terraform", " plan ");
    var run = scene.cloud("resources");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("Terraform cannot tell what there is");
  }

  @Test
  void whatGoogleIsSilentAboutIsNamed() {
    assertThat(PlannedChanges.read(REFRESHED).unfinished())
        .contains("Google Cloud did not answer in time about 2 of 3 resources")
        .contains("(google_cloud_run_v2_job.iteration, google_storage_bucket.files)");
    assertThat(PlannedChanges.read("").unfinished()).contains("Terraform did not end in time");
  }

  @Test
  void errorsOfTerraformAreQuoted() {
    var plan =
        PlannedChanges.read(
            """
            {"type":"diagnostic","diagnostic":{"severity":"warning","summary":"Old"}}
            {"type":"diagnostic","diagnostic":{"severity":"error","summary":"No value","detail":"for the\\n variable"}}
            not JSON
            """);
    assertThat(plan.problems()).containsExactly("No value (for the variable)");
  }
}
