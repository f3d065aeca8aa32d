package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.terminal.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeployCommandIT {
  private static final String BUILD = "dev package --image-base scratch";

  @TempDir Path home;
  private Scene scene;
  private StandIns programs;
  private Path checkout;

  @BeforeEach
  void checkOut() throws IOException {
    scene = Scene.in(home);
    programs = scene.programs();
    checkout = scene.checkout();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private CommandRun deploy(String... more) {
    return scene.cloud("deploy", more);
  }

  @Test
  void everythingIsBuiltPushedAppliedAndTried() throws IOException {
    var run = deploy();

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("[1/6] open", "[2/6] build", "[3/6] push", "[4/6] apply", "[5/6] migrate")
        .contains("[6/6] smoke test", "all of them answer", "base_url", scene.api().url())
        .containsPattern("urls.health +http://127.0.0.1:[0-9]+/alone\n")
        .doesNotContain("acme-files")
        .doesNotContain("key=1");
    var calls = scene.work();
    assertThat(calls.get(2)).isEqualTo(BUILD);
    var pushed = calls.stream().filter(call -> call.contains("--push")).findFirst().orElseThrow();
    var folder = "europe-west1-docker.pkg.dev/acme/code-developer";
    assertThat(pushed).matches(BUILD + " --push " + folder + " --tag \\w+");
    var version = pushed.substring(pushed.lastIndexOf(' ') + 1);
    assertThat(calls)
        .anyMatch(call -> call.endsWith("-backend-config=bucket=acme-code-developer-state"))
        .anyMatch(call -> call.endsWith("workspace select -or-create test"))
        .anyMatch(call -> call.contains("-var=environment=test") && !call.contains("-target="))
        .anyMatch(call -> call.contains("=" + folder + "/code-developer-functions:" + version))
        .anyMatch(call -> call.contains("=" + folder + "/code-developer-job:" + version));
    assertThat(calls.getLast()).endsWith("output -json");
  }

  @Test
  void jobMayRunFromAnImageOfTheUsersOwn() throws IOException {
    var image = "europe-west1-docker.pkg.dev/acme/ours/job@sha256:" + "0".repeat(64);
    deploy("--job-image", image);
    assertThat(scene.work())
        .filteredOn(call -> call.contains(" apply "))
        .hasSize(2)
        .allMatch(call -> call.contains("-var=job_image=" + image))
        .allMatch(call -> call.contains("/code-developer-functions:"));
  }

  @Test
  void whatWasDoneIsNotDoneAgainUntilWhatItReadsChanges() throws IOException {
    deploy();
    programs.forgetCalls();

    assertThat(deploy().out()).contains("done before").contains("all of them answer");
    assertThat(scene.work())
        .as("the environment's own state is asked")
        .satisfiesExactly(
            call -> assertThat(call).contains(" init "),
            call -> assertThat(call).endsWith("workspace select -or-create test"),
            call -> assertThat(call).endsWith("output -json"));

    scene.write("terraform/main.tf", "# more");
    programs.forgetCalls();
    deploy();
    assertThat(programs.called()).doesNotContain(BUILD);
    assertThat(scene.work()).anyMatch(call -> call.contains("-auto-approve"));

    scene.write("functions/src/main/java/A.java", "class A { }");
    programs.forgetCalls();
    deploy();
    assertThat(programs.called()).contains(BUILD);
  }

  @Test
  void whatAnotherCheckoutDeployedSinceIsReplaced() throws IOException {
    deploy();
    programs.changeElsewhere();
    programs.forgetCalls();

    var run = deploy();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("[4/6] apply       somebody else changed it since");
    assertThat(scene.work()).filteredOn(call -> call.contains(" apply ")).hasSize(1);
    assertThat(programs.called()).doesNotContain(BUILD);

    programs.forgetCalls();
    assertThat(deploy().out()).contains("[4/6] apply       done before");
  }

  @Test
  void whatTheJobNeedsIsSaidUnlessItIsAnImageOfOnesOwn() {
    assertThat(deploy().out()).contains("image is built on scratch", "bubblewrap", "--job-image");
    var own = "europe-west1-docker.pkg.dev/acme/ours/job@sha256:0";
    assertThat(deploy("--job-image", own).out()).doesNotContain("bubblewrap");
  }

  @Test
  void whereNobodyKnowsWhatWasLeftNobodyIsAccused() throws IOException {
    deploy();
    scene.forgetState();
    programs.forgetCalls();

    var run = deploy();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("[4/6] apply       it is not known whether somebody else changed it since");
    assertThat(scene.work()).filteredOn(call -> call.contains(" apply ")).hasSize(1);
  }

  @Test
  void zipsThatSomethingElseHasReplacedAreBuiltAgain() throws IOException {
    deploy();
    scene.write("functions/target/deployment/api.zip", "of another version");
    programs.forgetCalls();

    deploy();

    assertThat(programs.called()).contains(BUILD);
  }

  @Test
  void theSameNameInAnotherProjectIsAnotherInstallation() throws IOException {
    deploy();
    var other = scene.and("GCP_PROJECT_ID", "other");
    assertThat(scene.with(other, "deploy").out())
        .contains("[3/6] push        images to ", "[4/6] apply       everything in Google Cloud");
    programs.forgetCalls();

    for (var variables : List.of(programs.variables(), other)) {
      assertThat(scene.with(variables, "deploy").out())
          .contains("[3/6] push        done before", "[4/6] apply       done before");
    }
    assertThat(scene.work()).noneMatch(call -> call.contains(" apply "));
  }

  @Test
  void dryRunSaysWhatIsDoneAnewAndOnWhichCondition() {
    deploy();

    assertThat(deploy("--dry-run").out())
        .contains("# push: done before, and nothing it reads has changed\n# apply")
        .containsPattern(
            "# apply: done before, .*; runs only if somebody else changed it since:\nterraform ");
    var steps =
        JsonParser.parseString(deploy("--dry-run", "--json").out())
            .getAsJsonObject()
            .getAsJsonArray("steps");
    assertThat(steps.toString()).contains("\"only_if\":\"somebody else changed it since\"");
    assertThat(deploy("--again", "--dry-run").out()).doesNotContain("done before");
  }

  @Test
  void stateThatCannotBeReadIsNotTakenForAnUnchangedOne() throws IOException {
    deploy();
    programs.fail("terraform", "state pull");

    var run = deploy();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("state pull ended with 3");
  }

  @Test
  void planOfADryRunIsJsonForPrograms() throws IOException {
    for (var command : List.of("deploy", "setup")) {
      var run = scene.cloud(command, "--dry-run", "--json");
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
      var steps = JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("steps");
      var apply =
          steps.asList().stream()
              .map(one -> one.getAsJsonObject())
              .filter(one -> one.get("name").getAsString().equals("apply"))
              .findFirst()
              .orElseThrow();
      assertThat(apply.get("done").getAsBoolean()).isFalse();
      assertThat(apply.get("purpose").getAsString()).contains("Terraform");
      assertThat(apply.getAsJsonArray("commands").get(0).getAsString())
          .startsWith("terraform -chdir=")
          .contains(" apply ", "-var=environment=test");
    }
    assertThat(programs.called()).isEmpty();

    deploy();
    var after = JsonParser.parseString(deploy("--dry-run", "--json").out()).getAsJsonObject();
    assertThat(after.getAsJsonArray("steps").toString())
        .contains("\"name\":\"build\"", "\"done\":true");
  }

  @Test
  void afterAFailureItGoesOnWhereItWas() throws IOException {
    programs.fail("terraform", "-target=");
    var failed = deploy();

    assertThat(failed.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(failed.err()).contains("ended with 3").contains("the reason is: quota for ***");

    programs.succeed("terraform");
    programs.forgetCalls();
    var again = deploy();

    assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(again.out()).contains("[2/6] build       done before");
    assertThat(programs.called()).doesNotContain(BUILD);
  }

  @Test
  void aBuildThatFailsEndsTheDeployment() throws IOException {
    programs.fail("dev", "package");

    var failed = deploy();

    assertThat(failed.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(failed.err()).contains("dev package", "ended with 3", "the reason is: quota");
    assertThat(failed.out()).doesNotContain("push", "apply");
    assertThat(scene.work())
        .contains(BUILD)
        .noneMatch(call -> call.contains("--push") || call.contains(" apply "));
  }

  @Test
  void everythingIsDoneAgainWhereThatIsWantedOrWhatWasBuiltIsGone() throws IOException {
    deploy();
    programs.forgetCalls();
    deploy("--again");
    assertThat(programs.called()).contains(BUILD);

    Files.delete(checkout.resolve("functions/target/deployment"));
    programs.forgetCalls();
    deploy();
    assertThat(programs.called()).contains(BUILD);
  }

  @Test
  void dryRunShowsWhatWouldRunAndRunsNothing() throws IOException {
    var run = deploy("--dry-run");

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains(checkout + "/dev package", "--push", "gcloud auth configure-docker")
        .contains("-auto-approve", "terraform -chdir=" + checkout);
    assertThat(programs.called()).isEmpty();
    assertThat(checkout.resolve("target")).doesNotExist();
  }

  @Test
  void everythingThatIsMissingIsToldAtOnce() throws IOException {
    programs.uninstall("terraform");
    programs.uninstall("mvn");
    programs.fail("gcloud", "auth list");
    Files.delete(checkout.resolve("terraform/main.tf"));
    var variables = new HashMap<>(programs.variables());
    variables.remove("GCP_LOCATION");

    var run = scene.with(variables, "deploy");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err().lines())
        .hasSize(5)
        .anyMatch(line -> line.contains("GCP_LOCATION is not set"))
        .anyMatch(line -> line.contains("holds no Terraform files"))
        .anyMatch(line -> line.contains("there is no terraform on the PATH"))
        .anyMatch(line -> line.contains("there is no mvn on the PATH"))
        .anyMatch(line -> line.contains("gcloud auth login"));
    assertThat(scene.work()).isEmpty();
  }

  @Test
  void withoutAccountCredentialsOrProjectNothingBegins() throws IOException {
    programs.fail("gcloud", "application-default");
    assertThat(deploy().err()).contains("gcloud auth application-default login");
    programs.fail("gcloud", "projects describe");
    assertThat(deploy().err()).contains("dev@example.org may not see a project 'acme'");
    programs.fail("gcloud", "buckets describe");
    assertThat(deploy().err())
        .contains("no bucket 'acme-code-developer-state'")
        .contains("project-manager cloud setup --env test");
    programs.uninstall("gcloud");
    assertThat(deploy().err()).contains("the Google Cloud CLI is not installed");
    assertThat(scene.work()).isEmpty();
  }

  @Test
  void terraformMustBeAsNewAsItsFilesWantIt() throws IOException {
    scene.write("terraform/versions.tf", "terraform {\n  required_version = \">= 1.11\"\n}\n");
    programs.terraformVersion("1.9.8");

    var run = deploy();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("Terraform is 1.9.8", "needs 1.11 or newer");
    assertThat(scene.work()).isEmpty();
    programs.terraformVersion("1.11.2");
    assertThat(deploy().exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void environmentMayStandAfterTheGroupAndMustStandSomewhere() {
    var there =
        CommandRun.with(
            home,
            programs.variables(),
            Look.PIPE,
            "cloud",
            "--env",
            "test",
            "deploy",
            "--source",
            "checkout",
            "--dry-run");
    assertThat(there.exitCode()).as(there.err()).isEqualTo(ExitCode.DONE);
    assertThat(there.out()).contains("-var=environment=test");

    var nowhere = CommandRun.with(home, programs.variables(), Look.PIPE, "cloud", "deploy");
    assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err()).contains("with --env NAME");
  }

  @Test
  void aFolderThatIsNoCheckoutIsRefused() {
    var run =
        CommandRun.with(home, programs.variables(), Look.PIPE, "cloud", "deploy", "--env", "test");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("is no checkout of code-developer");
  }

  @Test
  void urlsArePrintedForPrograms() {
    var run = deploy("--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(JsonParser.parseString(run.out()).getAsJsonObject().get("base_url").getAsString())
        .isEqualTo(scene.api().url());
  }
}
