package io.codedeveloper.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.Variable;
import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ConfigurationPageTest {
  /// What every process has, and no setting of ours.
  private static final Set<String> ORDINARY =
      Set.of("PATH", "HOME", "USER", "TERM", "COLUMNS", "TMPDIR");

  /// Also by what shortens a declaration.
  private static final Pattern DECLARED =
      Pattern.compile(
          "(?:Variable\\s*\\.|=)\\s*(?:of|secret|told|standIn|home)\\(\\s*\"([A-Z0-9_]+)\"");

  private static final Pattern READ =
      Pattern.compile(
          "(?:getenv|\\.variable|(?:environment|variables)\\.get(?:OrDefault)?)\\(\\s*\"([A-Z][A-Z0-9_]+)\"");

  private final List<Variable> variables = DeclaredVariables.all();

  @Test
  void pageSaysWhatTheDeclarationsSay() throws IOException {
    var page = ConfigurationPage.present();
    assertThat(page.text())
        .as("docs/reference/configuration.md is not what the code says; write it with: ./dev docs")
        .isEqualTo(page.with(variables).text());
  }

  @Test
  void everyVariableIsDeclaredOnce() {
    assertThat(variables).extracting(Variable::name).doesNotHaveDuplicates();
    assertThat(variables)
        .allSatisfy(variable -> {
          assertThat(variable.meaning()).as(variable.name()).isNotBlank().doesNotEndWith(".");
          assertThat(variable.readers()).as(variable.name()).isNotEmpty();
        });
  }

  @Test
  void everyDeclarationAndEveryVariableThatIsReadIsOnThePage() throws IOException {
    var found = new TreeSet<String>();
    for (var source : sources()) {
      var text = Files.readString(source);
      DECLARED.matcher(text).results().forEach(match -> found.add(match.group(1)));
      READ.matcher(text).results().forEach(match -> found.add(match.group(1)));
    }
    found.removeAll(ORDINARY);

    assertThat(found)
        .as("found in the sources; declare each as a Variable, and name it in DeclaredVariables")
        .contains("ENVIRONMENT", "CODE_DEVELOPER_SANDBOX")
        .isSubsetOf(names());
  }

  @Test
  void variablesOfTheRequirementThatStillHaveAMeaningAreThere() {
    assertThat(names())
        .contains(
            "ENVIRONMENT",
            "PORT",
            "LOG_LEVEL",
            "GCP_PROJECT_ID",
            "GCS_BUCKET",
            "ROADMAP_PATH",
            "ANTHROPIC_API_KEY",
            "GITHUB_TOKEN",
            "API_AUTH_SECRET");
  }

  @Test
  void secretsAreMarked() {
    assertThat(variables.stream().filter(Variable::secret).map(Variable::name))
        .containsExactlyInAnyOrder(
            "ANTHROPIC_API_KEY",
            "GITHUB_TOKEN",
            "API_AUTH_SECRET",
            "NOTIFICATION_WEBHOOK_URL",
            "NOTIFICATION_WEBHOOK_KEY",
            "NOTIFICATION_SLACK_URL",
            "CODE_DEVELOPER_TOKEN");
  }

  private Set<String> names() {
    return variables.stream().map(Variable::name).collect(Collectors.toSet());
  }

  /// The product's own sources, without those of the servers that stand in for Google's.
  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(FaultMatrix.checkout())) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> !file.toString().contains("/google-testing/"))
          .toList();
    }
  }
}
