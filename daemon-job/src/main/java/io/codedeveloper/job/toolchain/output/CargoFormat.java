package io.codedeveloper.job.toolchain.output;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `cargo test`: `test name ... FAILED` and a result per program.
final class CargoFormat implements Format {
  private static final String RESULT = "test result: ";
  private static final String FAILED = " ... FAILED";

  @Override
  public Optional<Understood> read(List<String> lines) {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    boolean any = false;
    Set<String> failures = new LinkedHashSet<>();
    for (String line : lines) {
      if (line.startsWith(RESULT) && line.contains(". ")) {
        Map<String, Integer> numbers = Numbers.beforeWords(line.substring(line.indexOf(". ") + 2));
        any = true;
        passed += numbers.getOrDefault("passed", 0);
        failed += numbers.getOrDefault("failed", 0);
        skipped += numbers.getOrDefault("ignored", 0);
      } else if (line.startsWith("test ") && line.endsWith(FAILED)) {
        failures.add(line.substring("test ".length(), line.length() - FAILED.length()));
      }
    }
    return any ? Optional.of(Understood.of(passed, failed, skipped, failures)) : Optional.empty();
  }
}
