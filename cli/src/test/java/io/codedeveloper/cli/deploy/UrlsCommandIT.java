package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.settings.SettingsFile;
import io.codedeveloper.cli.terminal.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UrlsCommandIT {
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

  @Test
  void addressesAreThoseOfTheEnvironmentsOwnState() throws IOException {
    var run = scene.cloud("urls", "--json");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(JsonParser.parseString(run.out()).getAsJsonObject().asMap().keySet())
        .containsExactly("base_url", "urls.health");
    assertThat(scene.work())
        .satisfiesExactly(
            call -> assertThat(call).contains(" init "),
            call -> assertThat(call).endsWith("workspace select test"),
            call -> assertThat(call).endsWith("output -json"));
    // Another environment's command that runs meanwhile opens another state in another folder.
    assertThat(scene.programs().dataDirectories())
        .contains(
            scene.checkout().resolve("target/terraform/test-acme-code-developer-state").toString())
        .hasSameSizeAs(
            scene.programs().called().stream()
                .filter(call -> call.startsWith("terraform "))
                .toList())
        .allMatch(folder -> folder.contains("/test-"));
    assertThat(home.resolve(".config")).doesNotExist();
  }

  @Test
  void lookingMakesNoEnvironment() throws IOException {
    scene.programs().withoutWorkspace();
    for (var command : List.of("urls", "resources", "rollback")) {
      deployedBefore();
      scene.programs().forgetCalls();

      var run = scene.cloud(command);

      assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err())
          .as(command)
          .contains("there is no environment 'test' in 'acme-code-developer-state'")
          .contains("project-manager cloud setup --env test");
      assertThat(scene.programs().called())
          .as(command)
          .noneMatch(call -> call.contains("-or-create") || call.contains("workspace select"));
    }
  }

  /// Two versions, so that there is one to go back to.
  private void deployedBefore() throws IOException {
    for (var source : List.of("class A { int old; }", "class A { int fresh; }")) {
      scene.write("functions/src/main/java/A.java", source);
      assertThat(scene.cloud("deploy").exitCode()).isEqualTo(ExitCode.DONE);
    }
  }

  @Test
  void projectAndPlaceMayStandInTheSettingsFile() throws IOException {
    set("gcp_project", "of-the-settings");
    set("gcp_location", "asia-east1");

    var alone = scene.with(Map.of("PATH", ""), "deploy", "--dry-run");
    assertThat(alone.exitCode()).as(alone.err()).isEqualTo(ExitCode.DONE);
    assertThat(alone.out()).contains("-var=project_id=of-the-settings", "-var=region=asia-east1");

    var named = scene.cloud("deploy", "--dry-run", "--gcp-project", "named", "--location", "there");
    assertThat(named.out()).contains("-var=project_id=named", "-var=region=there");
  }

  /// A variable may be another environment's, or the settings an old one's.
  @Test
  void nothingIsDoneWhereVariableAndSettingsDiffer() throws IOException {
    set("gcp_project", "of-the-settings");
    set("gcp_location", "asia-east1");
    for (var command : List.of("deploy", "cleanup --all", "rollback", "resources")) {
      scene.programs().forgetCalls();

      var words = command.split(" ");
      var run = scene.cloud(words[0], Arrays.copyOfRange(words, 1, words.length));

      assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.USER_MUST_ACT);
      assertThat(run.err())
          .as(command)
          .contains("GCP_PROJECT_ID is 'acme'", "say 'of-the-settings'", "--gcp-project")
          .contains("GCP_LOCATION is", "say 'asia-east1'", "--location");
      assertThat(scene.work()).as(command).isEmpty();
    }
  }

  private void set(String name, String value) {
    var run =
        CommandRun.with(
            home, Map.of(), Look.PIPE, "cloud", "config", "set", name, value, "--env", "test");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void addressIsKeptWhereThatIsWanted() throws IOException {
    assertThat(scene.cloud("urls", "--save").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(
            new SettingsFile(home.resolve(".config/code-developer"))
                .read()
                .environment("test")
                .url())
        .contains(scene.api().url());
  }

  @Test
  void whatAWorkflowOfGitHubNeedsIsShownToo() throws IOException {
    var known =
        """
        {"base_url":{"value":"%s"},
         "github":{"value":{"owner/name":{
           "provider":"projects/1/providers/github","account":"deploy@acme"}}}}
        """
            .formatted(scene.api().url());
    scene.programs().outputs(known);

    assertThat(scene.cloud("urls").out())
        .containsPattern("provider +projects/1/providers/github")
        .containsPattern("account +deploy@acme");
    var json = JsonParser.parseString(scene.cloud("urls", "--json").out()).getAsJsonObject();
    assertThat(json.get("github.provider").getAsString()).isEqualTo("projects/1/providers/github");
    assertThat(json.get("github.account").getAsString()).isEqualTo("deploy@acme");
  }

  @Test
  void stateThatCannotBeReadIsNotTakenForAnEmptyOne() throws IOException {
    scene.programs().fail("terraform", "output -json");
    assertThat(scene.cloud("urls").err()).contains("output -json ended with 3");
  }

  @Test
  void environmentWithoutAnythingIsSaidToHaveNothing() throws IOException {
    scene.programs().outputs("{}");

    var run = scene.cloud("urls");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("'test'", "project-manager cloud setup --env test");
    assertThat(Files.exists(home.resolve(".config"))).isFalse();
  }
}
