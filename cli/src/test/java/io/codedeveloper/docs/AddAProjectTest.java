package io.codedeveloper.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The settings that people are told to write are those of Terraform's variable.
final class AddAProjectTest {
  private static final Pattern SETTING = Pattern.compile("(\\w+)\\s*=");
  private static final List<String> OURS = List.of("projects", "main", "another");

  @Test
  void theSettingsOfThePageAreThoseOfTheVariable() throws IOException {
    var variable = variable();
    var settings =
        SETTING
            .matcher(settingsOfThePage())
            .results()
            .map(found -> found.group(1))
            .filter(name -> !OURS.contains(name))
            .toList();
    assertThat(settings).contains("repository", "budget_usd", "day");
    assertThat(settings)
        .allSatisfy(name -> assertThat(variable).containsPattern("\\b" + name + "\\s*= optional"));
  }

  private static String settingsOfThePage() {
    var page = MarkdownPage.of(Path.of("docs/how-to/add-a-project.md"));
    var block = page.blocks().stream().filter(one -> one.language().equals("hcl")).findFirst();
    return String.join("\n", block.orElseThrow().lines());
  }

  private static String variable() throws IOException {
    var all = Files.readString(FaultMatrix.checkout().resolve("terraform/variables.tf"));
    var from = all.indexOf("variable \"projects\"");
    return all.substring(from, all.indexOf("validation", from));
  }
}
