package io.codedeveloper.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every requirement has its row, and what a row names is there.
final class RequirementsPageTest {
  private static final int PROPERTIES = 36;

  /// How many rows each section has: a requirement does not go by itself. Who takes one away, or
  /// adds one, says so here.
  private static final Map<String, Long> ROWS =
      Map.of(
          "The 36 correctness properties", 36L,
          "The specification", 40L,
          "Alerts", 9L,
          "Procedures of the runbook", 20L,
          "The scripts", 7L,
          "The Cloud Run plan", 9L,
          "Scripts and monitoring", 12L,
          "Where Terraform and the code meet", 5L,
          "Delivery and documents", 11L);

  private final TestSources tests = TestSources.ofTheCheckout();
  private final List<RequirementRow> rows =
      RequirementRow.of(MarkdownPage.of(Path.of("docs/reference/requirements.md")).text());

  @Test
  void everyPropertyHasItsRow() {
    assertThat(rows)
        .filteredOn(row -> row.section().startsWith("The 36"))
        .extracting(row -> row.cells().getFirst())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, PROPERTIES).mapToObj(String::valueOf).toList());
  }

  @Test
  void noRequirementIsLost() {
    assertThat(
            rows.stream()
                .map(RequirementRow::section)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
        .isEqualTo(ROWS);
  }

  @Test
  void everyRowNamesWhatShowsItOrSaysWhyNothingDoes() {
    assertThat(rows).filteredOn(row -> !row.isProven()).isEmpty();
  }

  @Test
  void everythingThatARowNamesIsThere() {
    assertThat(rows)
        .filteredOn(row -> !row.missing(tests).isEmpty())
        .extracting(row -> row.cells().getFirst() + ": " + row.missing(tests))
        .isEmpty();
  }

  @Test
  void whatIsNotThereIsNoticed() {
    var row =
        row(
            "`cloud fly`, `cloud urls --fast`, `gone.tf`, `NO_SUCH_SETTING`",
            "`GoneTest`, `what_runs: gone`, `.ci/gone`; applied: gone");

    assertThat(row.missing(tests))
        .containsExactly(
            "cloud fly",
            "cloud urls --fast",
            "gone.tf",
            "NO_SUCH_SETTING",
            "GoneTest",
            "what_runs: gone",
            ".ci/gone",
            "applied: gone");
    assertThat(row("`cloud urls --save`", "`MainTest`").missing(tests)).isEmpty();
  }

  @Test
  void aPromiseIsNoProof() {
    for (var proof : List.of("", "the build", "no test", "seen once", "`storage.tf`")) {
      assertThat(row("", proof).isProven()).as(proof).isFalse();
    }
    for (var proof : List.of("not applicable: no database", "`MainTest`", "applied: buckets")) {
      assertThat(row("", proof).isProven()).as(proof).isTrue();
    }
  }

  private static RequirementRow row(String here, String proof) {
    return new RequirementRow("The specification", List.of("`asked`", here, proof));
  }
}
