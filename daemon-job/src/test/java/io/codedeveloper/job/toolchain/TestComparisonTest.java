package io.codedeveloper.job.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.toolchain.TestComparison.Verdict;
import io.codedeveloper.job.toolchain.output.Counts;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TestComparisonTest {
  @Test
  void onlyNewFailuresCount() {
    TestComparison comparison =
        TestComparison.of(report(1, 8, 2, 0, "a", "b"), report(1, 8, 2, 0, "b", "c"));

    assertThat(comparison.verdict()).isEqualTo(Verdict.NEW_FAILURES);
    assertThat(comparison.newFailures()).containsExactly("c");
    assertThat(comparison.fixed()).containsExactly("a");
    assertThat(comparison.stillFailing()).containsExactly("b");
    assertThat(comparison.weakened()).isFalse();
    assertThat(comparison.sentence())
        .isEqualTo(
            "`make test`: before 8 passed and 2 failed, after 8 passed and 2 failed. Newly failing: c."
                + " Failing before and after: b. Fixed: a.");
  }

  @Test
  void oldFailuresDoNotCount() {
    TestComparison comparison = TestComparison.of(report(1, 8, 1, 0, "a"), report(1, 9, 1, 0, "a"));

    assertThat(comparison.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(comparison.sentence()).contains("Nothing fails that did not fail before.");
  }

  @Test
  void allPassingIsSaid() {
    TestComparison comparison = TestComparison.of(report(0, 8, 0, 0), report(0, 9, 0, 0));

    assertThat(comparison.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(comparison.sentence())
        .isEqualTo("`make test`: before 8 passed, after 9 passed. All tests pass.");
  }

  @Test
  void deletedAndSkippedTestsAreFlagged() {
    TestComparison comparison = TestComparison.of(report(0, 8, 0, 0), report(0, 5, 0, 1));

    assertThat(comparison.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(comparison.missing()).isEqualTo(2);
    assertThat(comparison.newlySkipped()).isEqualTo(1);
    assertThat(comparison.weakened()).isTrue();
    assertThat(comparison.sentence())
        .contains("after 5 passed (1 skipped)")
        .contains("2 tests fewer")
        .contains("1 more tests are skipped");
  }

  @Test
  void runThatFailsWithoutNamesFailsAsAWhole() {
    TestComparison comparison =
        TestComparison.of(report(0, 8, 0, 0), unnamed(2, "compilation failed"));

    assertThat(comparison.verdict()).isEqualTo(Verdict.NEW_FAILURES);
    assertThat(comparison.newFailures()).containsExactly("'make test' as a whole (exit code 2)");
    assertThat(comparison.sentence()).contains("after failed with exit code 2");
  }

  @Test
  void sameFailureWithoutNamesIsNotNewButSaid() {
    TestComparison comparison =
        TestComparison.of(
            unnamed(2, "x\nno rule to make target (3 ms)\n\n"),
            unnamed(2, "no rule to make target (4 ms)"));

    assertThat(comparison.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(comparison.sentence())
        .contains("before failed with exit code 2, after failed with exit code 2")
        .contains("Nothing fails that did not fail before");
  }

  @Test
  void otherFailureWithoutNamesIsNew() {
    assertThat(TestComparison.of(unnamed(2, "a"), unnamed(2, "b")).verdict())
        .isEqualTo(Verdict.NEW_FAILURES);
    assertThat(TestComparison.of(unnamed(2, ""), unnamed(1, "")).verdict())
        .isEqualTo(Verdict.NEW_FAILURES);
  }

  @Test
  void breakingOffIsNoFix() {
    TestComparison comparison =
        TestComparison.of(report(1, 8, 1, 0, "a"), unnamed(1, "does not compile"));

    assertThat(comparison.verdict()).isEqualTo(Verdict.NEW_FAILURES);
    assertThat(comparison.fixed()).isEmpty();
  }

  @Test
  void fixingEverythingIsTold() {
    TestComparison comparison = TestComparison.of(unnamed(2, "broken"), report(0, 3, 0, 0));

    assertThat(comparison.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(comparison.weakened()).isFalse();
  }

  @Test
  void longListsOfNamesAreCut() {
    String[] names =
        IntStream.range(10, 23)
            .mapToObj(i -> "t" + i)
            .collect(Collectors.toList())
            .toArray(String[]::new);

    assertThat(TestComparison.of(report(0, 13, 0, 0), report(1, 0, 13, 0, names)).sentence())
        .contains("t19 and 3 more.");
  }

  @Test
  void notTestedSaysWhy() {
    TestComparison comparison = TestComparison.notTested("the setup command failed");

    assertThat(comparison.verdict()).isEqualTo(Verdict.NOT_TESTED);
    assertThat(comparison.sentence()).isEqualTo("Not tested: the setup command failed.");
  }

  private static TestReport report(
      int exitCode, int passed, int failed, int skipped, String... failures) {
    return new TestReport(
        "make test",
        exitCode == 0,
        exitCode,
        Optional.of(new Counts(passed, failed, skipped)),
        Set.of(failures),
        "output");
  }

  private static TestReport unnamed(int exitCode, String output) {
    return new TestReport("make test", false, exitCode, Optional.empty(), Set.of(), output);
  }
}
