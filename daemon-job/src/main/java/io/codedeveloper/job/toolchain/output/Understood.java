package io.codedeveloper.job.toolchain.output;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What could be learned about one run of tests.
///
/// @param failures names of failed tests
public record Understood(Optional<Counts> counts, Set<String> failures) {
  private static final int MOST_FAILURES = 2000;
  private static final int LONGEST_NAME = 300;

  public Understood {
    Set<String> bounded = new LinkedHashSet<>();
    failures.stream().limit(MOST_FAILURES).map(Understood::shortened).forEach(bounded::add);
    failures = bounded;
  }

  static Understood of(int passed, int failed, int skipped, Set<String> failures) {
    return new Understood(Optional.of(new Counts(Math.max(0, passed), failed, skipped)), failures);
  }

  /// Several runners may have run behind one command.
  static Understood together(List<Understood> parts) {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    boolean counted = false;
    Set<String> failures = new LinkedHashSet<>();
    for (Understood part : parts) {
      failures.addAll(part.failures());
      if (part.counts().isPresent()) {
        Counts counts = part.counts().orElseThrow();
        counted = true;
        passed += counts.passed();
        failed += counts.failed();
        skipped += counts.skipped();
      }
    }
    return counted
        ? of(passed, failed, skipped, failures)
        : new Understood(Optional.empty(), failures);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }
}
