package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The images of a deployment that no option names.
final class DeploymentImagesIT {
  private static final String BUILD = "dev package --image-base scratch";
  private static final String OWN =
      "europe-west1-docker.pkg.dev/acme/ours/job@sha256:" + "0".repeat(64);

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

  @Test
  void imagesOfTheLastDeploymentAreTakenAgainUnlessAnOptionSaysOthers() throws IOException {
    var base = "debian@sha256:" + "1".repeat(64);
    scene.deploy("--image-base", base, "--job-image", OWN);
    scene.write("functions/src/main/java/A.java", "class A { int next; }");
    programs.forgetCalls();

    var again = scene.deploy();

    assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.DONE);
    assertThat(again.out())
        .contains("[1/6] open        what images are built on, as in the last deployment: " + base)
        .contains("[1/6] open        the job's image of the last deployment: " + OWN);
    assertThat(programs.called()).contains("dev package --image-base " + base);
    assertThat(scene.applies())
        .isNotEmpty()
        .allMatch(call -> call.contains("-var=job_image=" + OWN));
    assertThat(scene.deploy("--dry-run").out()).contains("# build: done before", OWN);

    programs.forgetCalls();
    scene.deploy("--image-base", "scratch", "--job-image", "built");
    var unasked = scene.deploy();

    assertThat(programs.called()).contains(BUILD);
    assertThat(scene.applies())
        .isNotEmpty()
        .allMatch(call -> call.contains("/code-developer/code-developer-job:"));
    assertThat(unasked.out()).doesNotContain("last deployment").contains("apply       done before");
  }

  @Test
  void anImageThatNeverAnsweredIsNotTakenAgain() throws IOException {
    scene.deploy("--job-image", OWN);
    programs.fail("terraform", "output -json");
    scene.deploy("--job-image", "acme.example/broken:1");
    programs.succeed("terraform");
    programs.forgetCalls();

    scene.deploy();

    assertThat(scene.applies())
        .isNotEmpty()
        .allMatch(call -> call.contains("-var=job_image=" + OWN));
  }

  @Test
  void anImageThatAnotherCheckoutGaveTheJobIsNotTakenFromItUnasked() throws IOException {
    programs.changeElsewhere();
    programs.jobImage(OWN);

    for (var command : List.of("deploy", "setup")) {
      var run = scene.cloud(command);
      assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err())
          .contains("the job of 'test' has the image " + OWN)
          .contains("keep it with --job-image " + OWN, "--job-image built");
    }
    assertThat(scene.applies()).isEmpty();
    assertThat(programs.called()).doesNotContain(BUILD);

    assertThat(scene.deploy("--job-image", OWN).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(scene.deploy().exitCode()).as("it is known now").isEqualTo(ExitCode.DONE);
    assertThat(scene.deploy("--job-image", "built").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(scene.deploy().err()).as("it came back").contains("keep it with --job-image " + OWN);
  }

  @Test
  void aJobThatWasBuiltElsewhereIsReplaced() throws IOException {
    programs.changeElsewhere();
    for (var version : List.of(":abc", "@sha256:" + "2".repeat(64))) {
      programs.jobImage(
          "europe-west1-docker.pkg.dev/acme/code-developer/code-developer-job" + version);
      var run = scene.deploy();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void anImageWithoutANameIsRefused() throws IOException {
    var run = scene.deploy("--job-image", "", "--image-base", "");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("--job-image is empty", "--image-base is empty");
    assertThat(scene.work()).isEmpty();
  }
}
