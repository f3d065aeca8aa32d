package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RollbackCommandIT {
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

  /// Deploys these sources.
  ///
  /// @return the arguments of the apply that brought them
  private String deployed(String source, String... more) throws IOException {
    scene.write("functions/src/main/java/A.java", source);
    scene.programs().forgetCalls();
    assertThat(scene.cloud("deploy", more).exitCode()).isEqualTo(ExitCode.DONE);
    return apply();
  }

  private String apply() throws IOException {
    return applies().getLast();
  }

  private List<String> applies() throws IOException {
    return scene.work().stream()
        .filter(call -> call.contains(" apply ") && !call.contains("-target="))
        .toList();
  }

  private static String image(String apply) {
    return apply.replaceFirst(".*-var=job_image=([^ ]+).*", "$1");
  }

  private void rollBack() throws IOException {
    scene.programs().forgetCalls();
    var run = scene.cloud("rollback");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("[3/3] smoke test", "base_url");
  }

  @Test
  void theVersionBeforeComesBackWithItsFilesAndImages() throws IOException {
    scene.write("terraform/main.tf", "# the old ones");
    var old = deployed("class A { int old; }");
    scene.write("terraform/main.tf", "# the new ones");
    deployed("class A { int fresh; }");

    rollBack();

    assertThat(image(apply())).isEqualTo(image(old));
    var folder = Path.of(apply().replaceFirst("terraform -chdir=([^ ]+).*", "$1"));
    assertThat(folder.resolve("main.tf")).hasContent("# the old ones");
    assertThat(apply()).contains("-var=functions_directory=" + folder.resolveSibling("functions"));
    assertThat(scene.programs().called()).noneMatch(call -> call.startsWith("dev "));
  }

  @Test
  void jobOfTheUsersOwnImageComesBackWithThatImage() throws IOException {
    var own = "europe-west1-docker.pkg.dev/acme/ours/job:7";
    deployed("class A { int same; }", "--job-image", own);
    assertThat(image(deployed("class A { int same; }", "--job-image", "built")))
        .contains("/code-developer-job:");

    rollBack();

    assertThat(image(apply())).isEqualTo(own);
    assertThat(image(deployed("class A { int next; }"))).as("it answers").isEqualTo(own);
  }

  @Test
  void rollbackThatFailedIsRepeatedAndNotUndone() throws IOException {
    var old = deployed("class A { int old; }");
    deployed("class A { int broken; }");
    scene.programs().fail("terraform", "output -json");
    assertThat(scene.cloud("rollback").exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    scene.programs().succeed("terraform");

    rollBack();

    assertThat(image(apply())).isEqualTo(image(old));
  }

  @Test
  void afterwardsTheCheckoutIsDeployedAgainWhenItIsWanted() throws IOException {
    deployed("class A { int old; }");
    var fresh = deployed("class A { int fresh; }");
    rollBack();
    scene.programs().forgetCalls();

    scene.cloud("deploy");

    assertThat(image(apply())).isEqualTo(image(fresh));
  }

  @Test
  void aVersionThatNeverAnsweredIsNotOneToGoBackTo() throws IOException {
    var good = deployed("class A { int good; }");
    scene.programs().fail("terraform", "output -json");
    scene.write("functions/src/main/java/A.java", "class A { int broken; }");
    assertThat(scene.cloud("deploy").exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    scene.programs().succeed("terraform");

    rollBack();

    assertThat(image(apply())).isEqualTo(image(good));
  }

  @Test
  void withoutAVersionBeforeThereIsNothingToGoBackTo() throws IOException {
    deployed("class A { int only; }");
    scene.programs().forgetCalls();

    var run = scene.cloud("rollback");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("keeps no version of 'test' before the present one");
    assertThat(scene.work()).isEmpty();
  }

  /// The version that the last refusal offers first.
  private static String offered(String refusal) {
    return refusal.replaceFirst("(?s).*--to (\\w+).*", "$1");
  }

  @Test
  void whereAnotherCheckoutDeployedSinceNothingIsGuessed() throws IOException {
    deployed("class A { int old; }");
    var fresh = deployed("class A { int fresh; }");
    scene.programs().changeElsewhere();
    scene.programs().forgetCalls();

    var run = scene.cloud("rollback");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err())
        .contains("somebody else changed 'test' since it was deployed from here")
        .contains("project-manager cloud rollback --env test --to ");
    assertThat(applies()).isEmpty();

    var chosen = scene.cloud("rollback", "--to", offered(run.err()));

    assertThat(chosen.exitCode()).as(chosen.err()).isEqualTo(ExitCode.DONE);
    assertThat(image(apply())).as("the newest that this checkout knows").isEqualTo(image(fresh));
  }

  @Test
  void aVersionFromElsewhereIsNotPassedOver() throws IOException {
    var old = deployed("class A { int old; }");
    scene.programs().changeElsewhere();
    deployed("class A { int fresh; }");
    scene.programs().forgetCalls();

    var run = scene.cloud("rollback");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("what ran before the present version of 'test' is not known");
    assertThat(scene.work()).isEmpty();
    assertThat(scene.cloud("rollback", "--dry-run").err()).isEqualTo(run.err());

    var older = run.err().replaceFirst("(?s).*, (\\w+) \\(images .*", "$1");
    assertThat(scene.cloud("rollback", "--to", older).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(image(apply())).isEqualTo(image(old));
  }

  @Test
  void whatReplacedAnAnsweringVersionOfOursIsRolledBackAgain() throws IOException {
    deployed("class A { int old; }");
    scene.programs().changeElsewhere();
    var fresh = deployed("class A { int fresh; }");
    deployed("class A { int fresher; }");

    rollBack();

    assertThat(image(apply())).isEqualTo(image(fresh));
  }

  @Test
  void whereItIsNotKnownWhoDeployedLastNothingIsGuessed() throws IOException {
    deployed("class A { int old; }");
    deployed("class A { int fresh; }");
    scene.forgetState();

    var run = scene.cloud("rollback");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err())
        .contains("it is not known whether somebody else changed 'test' since")
        .doesNotContain(": somebody else changed");
  }

  @Test
  void aDeploymentThatEndedHalfwayIsOfThisCheckout() throws IOException {
    var old = deployed("class A { int old; }");
    scene.write("functions/src/main/java/A.java", "class A { int broken; }");
    scene.programs().failHalfway();
    assertThat(scene.cloud("deploy").exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    scene.programs().succeedToTheEnd();

    rollBack();

    assertThat(image(apply())).isEqualTo(image(old));
  }

  @Test
  void aDeploymentThatWasDoneAnewIsStillKnown() throws IOException {
    var old = deployed("class A { int old; }");
    deployed("class A { int fresh; }", "--again");

    rollBack();

    assertThat(image(apply())).isEqualTo(image(old));
  }

  @Test
  void aVersionOfAnotherProjectIsNotOneToGoBackTo() throws IOException {
    deployed("class A { int old; }");
    scene.write("functions/src/main/java/A.java", "class A { int fresh; }");
    var other = scene.and("GCP_PROJECT_ID", "other");
    assertThat(scene.with(other, "deploy").exitCode()).isEqualTo(ExitCode.DONE);
    scene.programs().forgetCalls();

    var run = scene.with(other, "rollback");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("keeps no version of 'test' before the present one");
    assertThat(scene.work()).isEmpty();
  }

  @Test
  void aVersionThatIsNotKeptIsRefusedWithThoseThatAre() throws IOException {
    deployed("class A { int old; }");
    deployed("class A { int fresh; }");
    scene.programs().forgetCalls();

    var run = scene.cloud("rollback", "--to", "0123456789ab");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err())
        .containsPattern("no version '0123456789ab'.* \\w{12} \\(images \\w{12}\\)");
    assertThat(scene.work()).isEmpty();
  }

  @Test
  void halfACopyIsNoVersionToGoBackTo() throws IOException {
    deployed("class A { int old; }");
    scene.write("functions/src/main/java/A.java", "class A { int fresh; }");
    var dangling = scene.checkout().resolve("terraform/dangling.tf");
    Files.createSymbolicLink(dangling, Path.of("nowhere"));

    var broken = scene.cloud("deploy");

    assertThat(broken.exitCode()).as(broken.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(broken.err()).contains("cannot be kept", "dangling.tf");
    Files.delete(dangling);
    assertThat(kept()).as("the old one, and nothing half").hasSize(1);
    assertThat(scene.cloud("deploy").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(kept())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.resolve("terraform/main.tf")).exists());
  }

  /// What somebody would take for a version that is kept.
  private List<Path> kept() throws IOException {
    try (var folders = Files.list(scene.kept())) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> !folder.getFileName().toString().startsWith("."))
          .toList();
    }
  }

  @Test
  void twoVersionsAreKeptAndNoMore() throws IOException {
    deployed("class A { int one; }");
    deployed("class A { int two; }");
    deployed("class A { int three; }");

    assertThat(scene.kept())
        .isDirectoryContaining("regex:.*releases.json")
        .satisfies(folder -> assertThat(folder.toFile().list()).hasSize(3));
  }

  @Test
  void dryRunShowsWhatWouldBeApplied() throws IOException {
    var old = deployed("class A { int old; }");
    deployed("class A { int fresh; }");
    scene.programs().forgetCalls();

    var run = scene.cloud("rollback", "--dry-run");

    assertThat(run.out())
        .contains("-auto-approve", image(old), "workspace select test")
        .doesNotContain("-or-create");
    var plan = JsonParser.parseString(scene.cloud("rollback", "--dry-run", "--json").out());
    var steps = plan.getAsJsonObject().getAsJsonArray("steps");
    assertThat(steps.get(1).getAsJsonObject().get("name").getAsString()).isEqualTo("apply");
    assertThat(steps.get(1).getAsJsonObject().getAsJsonArray("commands").toString())
        .contains(image(old));
    assertThat(scene.programs().called()).isEmpty();
  }
}
