package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Deployments and rollbacks where Terraform knows another database than the files name.
final class DatabaseNameIT {
  @TempDir Path home;
  private Scene scene;
  private StandIns programs;

  @BeforeEach
  void checkOut() throws IOException {
    scene = Scene.in(home);
    programs = scene.programs();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  /// Deploys these sources.
  ///
  /// @return the job's image that they brought
  private String deployed(String source) throws IOException {
    scene.write("functions/src/main/java/A.java", source);
    var run = scene.deploy();
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    return image();
  }

  private String image() throws IOException {
    return scene.applies().getLast().replaceFirst(".*-var=job_image=([^ ]+).*", "$1");
  }

  @Test
  void aCheckoutThatDoesNotKnowOfASwitchOverDoesNotReplaceTheDatabase() throws IOException {
    scene.deploy();
    programs.database("restored");
    programs.changeElsewhere();
    programs.forgetCalls();

    for (var command : List.of("deploy", "setup")) {
      var run = scene.cloud(command);
      assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err())
          .contains("state of 'test' has the database 'restored'", "say '(default)'")
          .contains(
              "write firestore_database = \"restored\" into "
                  + scene.checkout().resolve("terraform/envs/test.tfvars"));
    }
    assertThat(programs.called())
        .noneMatch(call -> call.contains(" apply ") || call.startsWith("dev "));

    scene.write("terraform/envs/test.tfvars", "firestore_database = \"restored\"\n");
    assertThat(scene.deploy().exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void settingsThatNameADatabaseBeforeTheStateHasItAreNotApplied() throws IOException {
    programs.database("(default)");
    scene.deploy();
    scene.write("terraform/own.auto.tfvars", "firestore_database = \"own\"\n");
    programs.forgetCalls();

    var run = scene.deploy();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("has the database '(default)'", "say 'own'");
    assertThat(scene.applies()).isEmpty();

    scene.write("terraform/envs/test.tfvars", "firestore_database = \"(default)\"\n");
    assertThat(scene.deploy().exitCode())
        .as("what Terraform reads last counts")
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void aFirstDeploymentMayNameItsDatabase() throws IOException {
    scene.write("terraform/envs/test.tfvars", "firestore_database = \"own\"\n");
    var run = scene.deploy();
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  /// Terraform was led to another database, and that was deployed.
  private void switchedOver() throws IOException {
    programs.changeElsewhere();
    programs.database("restored");
    scene.write("terraform/envs/test.tfvars", "firestore_database = \"restored\"\n");
    deployed("class A { int switched; }");
  }

  @Test
  void aVersionOfAnotherDatabaseDoesNotReplaceTheOneThatThereIs() throws IOException {
    scene.write("terraform/envs/test.tfvars", "# firestore_database = \"restored\"\n");
    var old = deployed("class A { int old; }");
    switchedOver();
    programs.forgetCalls();
    var refusal = scene.cloud("rollback").err();
    var version = refusal.replaceFirst("(?s).*, (\\w+) \\(images .*", "$1");

    var run = scene.cloud("rollback", "--to", version);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    var settings = scene.kept().resolve(version).resolve("terraform/envs/test.tfvars");
    assertThat(run.err())
        .contains("state of 'test' has the database 'restored'", "say '(default)'")
        .contains("write firestore_database = \"restored\" into " + settings);
    assertThat(scene.applies()).isEmpty();

    Files.writeString(settings, "firestore_database = \"restored\"\n");
    var again = scene.cloud("rollback", "--to", version);

    assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.DONE);
    assertThat(image()).isEqualTo(old);
  }

  @Test
  void afterASwitchOverVersionsOfTheNewDatabaseComeBack() throws IOException {
    deployed("class A { int old; }");
    switchedOver();
    var good = image();
    deployed("class A { int broken; }");

    var run = scene.cloud("rollback");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(image()).isEqualTo(good);
  }
}
