package io.codedeveloper.job.iteration;

import com.google.re2j.Pattern;
import io.codedeveloper.job.git.WorkTree.Change;
import io.codedeveloper.job.git.WorkTree.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Looks at what a change does to test files: tests that are deleted or switched off prove nothing
/// any more, and no runner counts those that it does not know.
final class WeakenedTests {
  private static final int MOST_SHOWN = 10;

  /// Files that the usual runners take for tests.
  private static final Pattern TEST_FILE =
      Pattern.compile(
          "(^|/)(tests?|specs?|__tests__)/|(^|/)test_[^/]*$|[._-](test|spec)\\.[^/]*$|(Tests?|IT|Spec)\\.[a-zA-Z]+$");

  /// A line that declares a test, in the usual languages.
  private static final Pattern DECLARATION =
      Pattern.compile(
          "@(Parameterized)?Test\\b|\\bdef test_|\\bfunc Test[A-Z]|#\\[(tokio::)?test\\]|^\\s*(it|test)(\\.each)?\\(");

  /// A line that switches a test off.
  private static final Pattern SWITCH =
      Pattern.compile(
          "@(Disabled|Enabled|Ignore)(On|If|For|In)?\\w*|\\bassume(That|True|False)\\b|mark\\.(skip|xfail)|(unittest|pytest|this)\\.skip|\\bskipTest\\b|\\bSkipTest\\b|\\b[tb]\\.Skip(f|Now)?\\(|\\b(it|test|describe)\\.(skip|only|todo)\\b|\\b(xit|xtest|xdescribe|fit|fdescribe)\\(|#\\[ignore");

  /// A line that demands something.
  private static final Pattern ASSERTION =
      Pattern.compile(
          "(\\bassert|\\bexpect\\w*\\(|\\bverify\\(|\\brequire\\.|\\.should|\\bt\\.(Error|Fatal)f?\\()");

  /// A line that only names what is used.
  private static final Pattern IMPORT = Pattern.compile("^\\s*(import|from|use)\\b");

  private WeakenedTests() {}

  /// @param diff the whole change, unified
  /// @return one sentence for reviewers; empty when there is nothing to say
  static Optional<String> in(List<Change> changes, String diff) {
    var findings = new ArrayList<String>();
    changes.stream()
        .filter(change -> change.kind() == Kind.DELETED && isTest(change.path()))
        .forEach(change -> findings.add(change.path() + " is deleted"));
    counts(diff).forEach((path, count) -> count.describe(path).ifPresent(findings::add));
    if (findings.isEmpty()) {
      return Optional.empty();
    }
    var shown = String.join("; ", findings.stream().limit(MOST_SHOWN).toList());
    var more = findings.size() - MOST_SHOWN;
    return Optional.of(
        "Please look at the tests: %s%s."
            .formatted(shown, more > 0 ? " and %d more".formatted(more) : ""));
  }

  private static boolean isTest(String path) {
    return TEST_FILE.matcher(path).find();
  }

  /// In Rust, tests stand beside the code that they test.
  private static boolean mayHoldTests(String path) {
    return isTest(path) || path.endsWith(".rs");
  }

  /// What the added and removed lines of each file with tests that stays do.
  private static TreeMap<String, Count> counts(String diff) {
    var counts = new TreeMap<String, Count>();
    var count = new Count();
    for (var line : (Iterable<String>) diff.lines()::iterator) {
      if (line.startsWith("diff --git ")) {
        count = new Count();
      } else if (line.startsWith("+++ b/")) {
        var path = line.substring("+++ b/".length());
        if (mayHoldTests(path)) {
          counts.put(path, count);
        }
      } else {
        count.see(line);
      }
    }
    return counts;
  }

  private static final class Count {
    private int tests;
    private int switches;
    private int assertions;

    void see(String line) {
      var sign = line.startsWith("+") ? 1 : line.startsWith("-") ? -1 : 0;
      if (sign != 0) {
        var text = line.substring(1);
        tests += DECLARATION.matcher(text).find() ? sign : 0;
        switches += SWITCH.matcher(text).find() ? sign : 0;
        assertions += asserts(text) ? sign : 0;
      }
    }

    private static boolean asserts(String line) {
      return ASSERTION.matcher(line).find() && !IMPORT.matcher(line).find();
    }

    Optional<String> describe(String path) {
      if (tests < 0) {
        return Optional.of("%s has %d tests fewer".formatted(path, -tests));
      }
      if (switches > 0) {
        return Optional.of("%s switches tests off".formatted(path));
      }
      return assertions < 0 && isTest(path)
          ? Optional.of("%s has %d assertions fewer".formatted(path, -assertions))
          : Optional.empty();
    }
  }
}
