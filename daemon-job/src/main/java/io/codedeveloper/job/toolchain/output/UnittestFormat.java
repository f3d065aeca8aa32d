package io.codedeveloper.job.toolchain.output;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Python's unittest: `FAIL: test (module.Class.test)`, `Ran 5 tests in …`, `FAILED (failures=1)`.
final class UnittestFormat implements Format {
  @Override
  public Optional<Understood> read(List<String> lines) {
    int run = 0;
    int failed = 0;
    int skipped = 0;
    boolean any = false;
    Set<String> failures = new LinkedHashSet<>();
    for (String line : lines) {
      boolean test = line.startsWith("FAIL: ") || line.startsWith("ERROR: ");
      if (test && line.contains(" (")) {
        failures.add(line.substring(line.indexOf(' ') + 1).strip());
      } else if (line.startsWith("Ran ") && line.contains(" test") && line.contains(" in ")) {
        any = true;
        run += Numbers.leading(line.substring("Ran ".length()));
      } else if (line.startsWith("FAILED (") || line.startsWith("OK (")) {
        Map<String, Integer> numbers =
            Numbers.afterWords(line.substring(line.indexOf('(') + 1), "=");
        failed += numbers.getOrDefault("failures", 0) + numbers.getOrDefault("errors", 0);
        skipped += numbers.getOrDefault("skipped", 0);
      }
    }
    return any
        ? Optional.of(Understood.of(run - failed - skipped, failed, skipped, failures))
        : Optional.empty();
  }
}
