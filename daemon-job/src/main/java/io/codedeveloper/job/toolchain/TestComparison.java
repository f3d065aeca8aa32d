package io.codedeveloper.job.toolchain;

import io.codedeveloper.job.toolchain.output.Counts;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a change did to the tests of a repository.
///
/// @param newFailures names of tests that fail now and did not before; the command itself where no
///   names are known
/// @param fixed names of tests that failed before and do not now
/// @param stillFailing names of tests that failed before and do now
/// @param missing how many fewer tests there are than before: deleted, or not reached
/// @param newlySkipped how many more tests are skipped than before
/// @param sentence for the pull request
public record TestComparison(
    Verdict verdict,
    Set<String> newFailures,
    Set<String> fixed,
    Set<String> stillFailing,
    int missing,
    int newlySkipped,
    String sentence) {
  /// Whether the change may be proposed as finished.
  public enum Verdict {
    /// Nothing fails that did not fail before.
    PASSED,
    NEW_FAILURES,
    NOT_TESTED
  }

  /// @param why one sentence for people, without a full stop
  public static TestComparison notTested(String why) {
    return new TestComparison(
        Verdict.NOT_TESTED, Set.of(), Set.of(), Set.of(), 0, 0, "Not tested: " + why + ".");
  }

  /// Whether tests disappeared or were switched off; worth a look even where all others pass.
  public boolean weakened() {
    return missing > 0 || newlySkipped > 0;
  }

  /// @param before of the base commit
  /// @param after of the change
  public static TestComparison of(TestReport before, TestReport after) {
    Set<String> newFailures = newFailures(before, after);
    Set<String> stillFailing = new TreeSet<>(after.failures());
    stillFailing.retainAll(before.failures());
    Set<String> fixed = new TreeSet<>(before.failures());
    fixed.removeAll(after.failures());
    if (!newFailures.isEmpty() && after.failures().isEmpty()) {
      fixed.clear(); // The run broke off: nobody knows.
    }
    int missing = Math.max(0, total(before) - total(after));
    missing = after.counts().isPresent() && before.counts().isPresent() ? missing : 0;
    int newlySkipped = Math.max(0, skipped(after) - skipped(before));
    newlySkipped = before.counts().isPresent() ? newlySkipped : 0;
    Verdict verdict = newFailures.isEmpty() ? Verdict.PASSED : Verdict.NEW_FAILURES;
    String sentence =
        new ComparisonSentence(
                before, after, newFailures, fixed, stillFailing, missing, newlySkipped)
            .text();
    return new TestComparison(
        verdict, newFailures, fixed, stillFailing, missing, newlySkipped, sentence);
  }

  private static Set<String> newFailures(TestReport before, TestReport after) {
    Set<String> failures = new TreeSet<>();
    if (after.succeeded()) {
      return failures;
    }
    failures.addAll(after.failures());
    failures.removeAll(before.failures());
    boolean explained = !after.failures().isEmpty() && !before.succeeded();
    if (failures.isEmpty() && !explained && !sameAsBefore(before, after)) {
      failures.add(whole(after));
    }
    return failures;
  }

  /// Two failures without names are the same when command, exit code and last words are.
  private static boolean sameAsBefore(TestReport before, TestReport after) {
    return !before.succeeded()
        && before.failures().isEmpty()
        && before.exitCode() == after.exitCode()
        && lastWords(before).equals(lastWords(after));
  }

  private static String whole(TestReport report) {
    return "'" + report.command() + "' as a whole (exit code " + report.exitCode() + ")";
  }

  /// The last line that says something, without the numbers in it, which are times more often than
  /// not.
  private static String lastWords(TestReport report) {
    return report
        .output()
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .map(line -> line.replaceAll("[0-9]", "").strip())
        .orElse("");
  }

  private static int total(TestReport report) {
    Optional<Counts> counts = report.counts();
    return counts.map(c -> c.passed() + c.failed() + c.skipped()).orElse(0);
  }

  private static int skipped(TestReport report) {
    return report.counts().map(Counts::skipped).orElse(0);
  }
}
