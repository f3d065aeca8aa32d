package io.codedeveloper.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Each claim about security names a test that is there.
final class SecurityPageTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT|Contract))\\.(\\w+)`");
  private static final Pattern RUN = Pattern.compile("`(\\w+): (\\w+)`");
  private static final Pattern CLAIM =
      Pattern.compile("(?m)^\\| [^|]+ \\| [^|]+ \\| (`[A-Za-z._][^|]*) \\|$");

  private final String page = MarkdownPage.of(Path.of("docs/security.md")).text();

  @Test
  void everyTestThatAClaimNamesIsThere() throws IOException {
    var sources = sourcesOfTests();
    var missing = new ArrayList<String>();
    for (var test : TEST.matcher(page).results().toList()) {
      var source = sources.getOrDefault(test.group(1), "");
      if (!source.contains("@Test") && !source.contains("@ParameterizedTest")
          || !source.matches("(?s).*void " + test.group(2) + "\\(.*")) {
        missing.add(test.group());
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyRunOfTerraformThatAClaimNamesIsThere() throws IOException {
    for (var run : RUN.matcher(page).results().toList()) {
      var file = FaultMatrix.checkout().resolve("terraform/tests/" + run.group(1) + ".tftest.hcl");
      assertThat(Files.readString(file)).contains("run \"" + run.group(2) + "\"");
    }
  }

  @Test
  void everyAttemptNamesWhatShowsThatItFails() {
    var attempts =
        page.substring(page.indexOf("## What they may try"), page.indexOf("## Secrets on"));
    var rows = attempts.lines().filter(line -> line.startsWith("| ")).toList();
    var claims = CLAIM.matcher(attempts).results().count();
    var headings = rows.stream().filter(line -> line.startsWith("| attempt |")).count();
    assertThat(claims).isEqualTo(rows.size() - headings).isGreaterThan(30);
  }

  private static Map<String, String> sourcesOfTests() throws IOException {
    var sources = new HashMap<String, String>();
    try (var files = Files.walk(FaultMatrix.checkout())) {
      for (var file : files.filter(SecurityPageTest::isATest).toList()) {
        sources.merge(
            file.getFileName().toString().replace(".java", ""), text(file), String::concat);
      }
    }
    return sources;
  }

  private static boolean isATest(Path file) {
    return file.toString().contains("/src/test/java/") && file.toString().endsWith(".java");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
