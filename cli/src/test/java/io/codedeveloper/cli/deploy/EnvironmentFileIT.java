package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is applied has the settings of the environment that was named, and no others.
final class EnvironmentFileIT {
  @TempDir Path home;
  private Scene scene;

  @BeforeEach
  void checkOut() throws IOException {
    scene = Scene.in(home);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private List<String> applies() throws IOException {
    return scene.work().stream().filter(call -> call.contains(" apply ")).toList();
  }

  private void mistype() throws IOException {
    var folder = scene.checkout().resolve("terraform/envs");
    Files.move(folder.resolve("test.tfvars"), folder.resolve("staging.tfvars"));
  }

  private void assertRefused(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err())
        .contains(scene.checkout().resolve("terraform/envs/test.tfvars") + " is not there")
        .contains("(there are: prod, staging)");
    assertThat(scene.work()).isEmpty();
  }

  @Test
  void everythingThatIsAppliedReadsTheFileOfTheEnvironment() throws IOException {
    for (var command : List.of("deploy", "setup")) {
      scene.programs().forgetCalls();
      scene.cloud(command, "--again");
      assertThat(applies())
          .isNotEmpty()
          .allMatch(call -> call.contains(" -var-file=envs/test.tfvars "));
    }
  }

  @Test
  void anEnvironmentWithoutAFileIsNotMadeFromDefaults() throws IOException {
    mistype();

    for (var command : List.of("deploy", "setup")) {
      assertRefused(scene.cloud(command));
      assertRefused(scene.cloud(command, "--dry-run"));
    }
    assertThat(scene.programs().called()).noneMatch(call -> call.contains("workspace"));
  }

  @Test
  void aRollbackOfAnEnvironmentWithoutAFileSaysWhichThereAre() throws IOException {
    mistype();

    assertRefused(scene.cloud("rollback"));
    assertRefused(scene.cloud("rollback", "--dry-run"));
  }

  @Test
  void aRollbackReadsTheFileThatWasKept() throws IOException {
    scene.cloud("deploy");
    scene.write("functions/src/main/java/A.java", "class A { int fresh; }");
    scene.cloud("deploy");
    mistype();
    scene.programs().forgetCalls();

    var run = scene.cloud("rollback");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(applies())
        .singleElement()
        .asString()
        .contains(" -var-file=envs/test.tfvars ")
        .startsWith("terraform -chdir=" + scene.kept());
  }

  @Test
  void aVersionThatWasKeptWithoutTheFileIsNotApplied() throws IOException {
    scene.cloud("deploy");
    scene.write("functions/src/main/java/A.java", "class A { int fresh; }");
    scene.cloud("deploy");
    try (var kept = Files.list(scene.kept())) {
      for (var one : kept.filter(Files::isDirectory).toList()) {
        Files.deleteIfExists(one.resolve("terraform/envs/test.tfvars"));
      }
    }
    scene.programs().forgetCalls();

    var run = scene.cloud("rollback");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("terraform/envs/test.tfvars is not there");
    assertThat(scene.work()).isEmpty();
  }
}
