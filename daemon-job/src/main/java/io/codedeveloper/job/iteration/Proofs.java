package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.job.toolchain.TestComparison;
import io.codedeveloper.job.toolchain.TestReport;
import io.codedeveloper.job.toolchain.output.Counts;
import io.codedeveloper.platform.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an iteration can prove about its work: for the pull request, the notification and the
/// iteration's document.
final class Proofs {
  /// Enough to see what failed; a document holds 1 MiB at most.
  private static final int LONGEST_OUTPUT = 8_000;

  private static final int MOST_FAILURES = 200;

  private static final int NAMES_SHOWN = 20;

  private Proofs() {}

  static TestComparison comparison(Work work) {
    return work.tests().compare(work.testsBefore(), work.testsAfter());
  }

  /// One sentence on the tests before and after.
  static String verdict(Work work) {
    return comparison(work).sentence();
  }

  /// True when something fails that did not fail before.
  static boolean failsAnew(Work work) {
    return comparison(work).verdict() == TestComparison.Verdict.NEW_FAILURES;
  }

  /// A draft says that it is not ready, and why stands in its body.
  static boolean isDraft(Work work) {
    return failsAnew(work);
  }

  /// What goes back to the agent.
  static String objection(Work work) {
    var after = work.testsAfter().orElseThrow();
    return TaskText.failures(
        after.command(), List.copyOf(comparison(work).newFailures()), after.output());
  }

  static PullRequestText.Proof of(Work work) {
    var iteration = work.iteration();
    var priority = work.priority();
    return new PullRequestText.Proof(
        priority.name(),
        priority.title(),
        iteration.data().text("summary").orElse(""),
        work.workTree().changes(),
        verdict(work),
        details(comparison(work)),
        work.notes(),
        work.project().settings().model(),
        iteration.usage(),
        iteration.cost(),
        journal(iteration),
        iteration.id());
  }

  private static Map<String, Duration> journal(Iteration iteration) {
    var journal = new LinkedHashMap<String, Duration>();
    for (var step : Steps.all()) {
      iteration
          .timings()
          .number(step.name())
          .ifPresent(took -> journal.put(step.name(), Duration.ofMillis(took)));
    }
    return journal;
  }

  private static List<String> details(TestComparison comparison) {
    var details = new ArrayList<String>();
    named(details, "fails since this change", comparison.newFailures());
    named(details, "fails as before", comparison.stillFailing());
    named(details, "fixed", comparison.fixed());
    return details;
  }

  private static void named(List<String> details, String what, Set<String> tests) {
    tests.stream().limit(NAMES_SHOWN).forEach(test -> details.add(what + ": `" + test + "`"));
    if (tests.size() > NAMES_SHOWN) {
      details.add("%s: %d more".formatted(what, tests.size() - NAMES_SHOWN));
    }
  }

  /// A report for the iteration's document; [#report] reads it back.
  static Fields summary(TestReport report) {
    var fields =
        Fields.empty()
            .with("tested", true)
            .with("command", report.command())
            .with("succeeded", report.succeeded())
            .with("exitCode", report.exitCode())
            .with("failures", report.failures().stream().sorted().limit(MOST_FAILURES).toList())
            .with("output", tail(report.output()));
    return report
        .counts()
        .map(counts ->
            fields
                .with("passed", counts.passed())
                .with("failed", counts.failed())
                .with("skipped", counts.skipped()))
        .orElse(fields);
  }

  /// The report that a document holds; empty when nothing was tested.
  static Optional<TestReport> report(Fields fields) {
    if (!fields.flag("tested")) {
      return Optional.empty();
    }
    var counts =
        fields
            .number("passed")
            .map(passed ->
                new Counts(
                    passed.intValue(),
                    (int) fields.number("failed", 0),
                    (int) fields.number("skipped", 0)));
    return Optional.of(
        new TestReport(
            fields.requireText("command"),
            fields.flag("succeeded"),
            (int) fields.number("exitCode", 0),
            counts,
            Set.copyOf(fields.texts("failures")),
            fields.text("output").orElse("")));
  }

  private static String tail(String output) {
    return output.length() <= LONGEST_OUTPUT
        ? output
        : "…" + output.substring(output.length() - LONGEST_OUTPUT);
  }
}
