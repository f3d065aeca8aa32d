package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.docs.MarkdownPage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The levels of incidents are those of the runbook.
final class SeverityTest {
  private final String runbook = MarkdownPage.of(Path.of("docs/runbook.md")).text();

  @Test
  void runbookSaysOfEachLevelWhatItIsAndUntilWhenSomebodyActs() {
    for (var level : Severity.values()) {
      assertThat(runbook.lines().filter(line -> line.startsWith("| %s |".formatted(level))))
          .as(level.name())
          .singleElement()
          .asString()
          .contains("| " + level.meaning())
          .contains(level.when().replaceFirst(";.*", ""));
    }
  }

  @Test
  void someoneActsWithinTheTimesThatAreAskedFor() {
    assertThat(Severity.P0.when()).startsWith("at once, at any hour");
    assertThat(Severity.P1.when()).isEqualTo("within an hour");
    assertThat(Severity.P2.when()).isEqualTo("within four hours");
    assertThat(Severity.P3.when()).isEqualTo("within a day");
  }
}
