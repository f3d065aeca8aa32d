package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.platform.PlatformProvider;
import io.codedeveloper.platform.google.testing.FirestoreEmulator;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A deployment leaves the projects' documents behind, in Google's emulator of Firestore.
final class MigrationIT {
  private static final ProjectId MAIN = new ProjectId("main");

  @TempDir Path home;
  private final FirestoreEmulator firestore = FirestoreEmulator.shared();
  private final String project = firestore.freshProject();
  private Scene scene;

  @BeforeEach
  void checkOut() throws IOException {
    scene = Scene.in(home);
    wants("https://example.org/ada/app.git", "\"budget_usd\":{\"priority\":null,\"day\":12.5}");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void wants(String repository, String more) throws IOException {
    scene
        .programs()
        .outputs(
            """
            {"base_url":{"value":"%s"},"bucket":{"value":"acme-files"},
             "projects":{"value":{
               "main":{"repository":"%s","base_branch":"trunk","roadmap":"docs/ROADMAP.md",
                 "test_command":"","model":"","work":"0 2 * * *","time_zone":"Europe/Paris",%s},
               "other":{"repository":"","work":"*/30 * * * *"}}}}
            """
                .formatted(scene.api().url(), repository, more));
  }

  private Map<String, String> variables() {
    var variables = new HashMap<>(scene.programs().variables());
    variables.put("GCP_PROJECT_ID", project);
    variables.put("FIRESTORE_EMULATOR_HOST", firestore.address());
    return variables;
  }

  private CommandRun deploy() {
    return scene.with(variables(), "deploy");
  }

  private <T> T stored(Function<Projects, T> look) {
    var settings = variables();
    settings.putAll(
        Map.of("ENVIRONMENT", "test", "GCS_BUCKET", "none", "CLOUD_TASKS_SERVICE_ACCOUNT", "none"));
    try (var opened = PlatformProvider.named("google").open(settings, PlatformProvider.Host.JOB)) {
      return look.apply(new Projects(opened.ports().documents()));
    }
  }

  private Project main() {
    return stored(projects -> projects.require(MAIN));
  }

  @Test
  void newInstallationHasTheDocumentsOfItsProjects() {
    var run = deploy();

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("main was made: https://example.org/ada/app.git");
    assertThat(stored(Projects::all)).extracting(Project::id).containsExactly(MAIN);
    var settings = main().settings();
    assertThat(settings.baseBranch()).isEqualTo("trunk");
    assertThat(settings.schedule()).isEqualTo("0 2 * * *");
    assertThat(settings.budgets())
        .isEqualTo(
            new Budget(Budget.DEFAULT.perPriority(), Usd.of("12.5"), Budget.DEFAULT.perMonth()));
    assertThat(main().timeZone().getId()).isEqualTo("Europe/Paris");
  }

  @Test
  void whatTheApiChangedAndWhatTheDaemonWroteStays() throws IOException {
    deploy();
    stored(projects -> projects.update(MAIN, it -> it.with("schedule", "1h").with("progress", 40)));
    wants("https://example.org/ada/app.git", "\"budget_usd\":{\"day\":30}");

    assertThat(deploy().out()).contains("main is there");

    assertThat(main().settings().schedule()).isEqualTo("1h");
    assertThat(main().progress()).isEqualTo(40);
    assertThat(main().settings().budgets().perDay()).isEqualTo(Usd.of("30"));
  }

  @Test
  void aProjectIsNotGivenToAnotherRepository() throws IOException {
    deploy();
    wants("https://example.org/eve/other.git", "\"budget_usd\":{}");

    var run = deploy();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("the project 'main' works on https://example.org/ada/app.git");
    assertThat(main().settings().repository()).isEqualTo("https://example.org/ada/app.git");
  }
}
