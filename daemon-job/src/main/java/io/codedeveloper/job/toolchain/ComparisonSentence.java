package io.codedeveloper.job.toolchain;

import io.codedeveloper.job.toolchain.output.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Says in words what a comparison of tests found.
record ComparisonSentence(
    TestReport before,
    TestReport after,
    Set<String> newFailures,
    Set<String> fixed,
    Set<String> stillFailing,
    int missing,
    int newlySkipped) {
  private static final int MOST_NAMES = 10;

  String text() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "`" + after.command() + "`: before " + state(before) + ", after " + state(after) + ".");
    if (newFailures.isEmpty()) {
      sentences.add(
          after.succeeded() ? "All tests pass." : "Nothing fails that did not fail before.");
    } else {
      sentences.add("Newly failing: " + names(newFailures) + ".");
    }
    if (!stillFailing.isEmpty()) {
      sentences.add("Failing before and after: " + names(stillFailing) + ".");
    }
    if (!fixed.isEmpty()) {
      sentences.add("Fixed: " + names(fixed) + ".");
    }
    if (missing > 0) {
      sentences.add("Please look: there are " + missing + " tests fewer than before.");
    }
    if (newlySkipped > 0) {
      sentences.add("Please look: " + newlySkipped + " more tests are skipped than before.");
    }
    return String.join(" ", sentences);
  }

  private static String state(TestReport report) {
    String how = report.succeeded() ? "succeeded" : "failed with exit code " + report.exitCode();
    return report.counts().map(ComparisonSentence::numbers).orElse(how);
  }

  private static String numbers(Counts counts) {
    String text = counts.passed() + " passed";
    text += counts.failed() > 0 ? " and " + counts.failed() + " failed" : "";
    return counts.skipped() > 0 ? text + " (" + counts.skipped() + " skipped)" : text;
  }

  private static String names(Set<String> names) {
    String listed = String.join(", ", names.stream().limit(MOST_NAMES).toList());
    int more = names.size() - MOST_NAMES;
    return more > 0 ? listed + " and " + more + " more" : listed;
  }
}
