package io.codedeveloper.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
  void everyTestThatAClaimNamesIsThere() {
    var tests = TestSources.ofTheCheckout();
    assertThat(TEST.matcher(page).results())
        .filteredOn(test -> !tests.has(test.group(1), test.group(2)))
        .isEmpty();
  }

  @Test
  void everyRunOfTerraformThatAClaimNamesIsThere() {
    assertThat(RUN.matcher(page).results())
        .filteredOn(run -> !TestSources.hasRun(run.group(1), run.group(2)))
        .isEmpty();
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
}
