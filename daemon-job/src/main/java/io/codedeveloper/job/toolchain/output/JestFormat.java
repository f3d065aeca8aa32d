package io.codedeveloper.job.toolchain.output;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// jest and vitest: `Tests: 1 failed, 3 passed, 4 total` and names behind `●` or `FAIL`.
final class JestFormat implements Format {
  @Override
  public Optional<Understood> read(List<String> lines) {
    Optional<Map<String, Integer>> sums = Optional.empty();
    Set<String> failures = new LinkedHashSet<>();
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("Tests:") || text.startsWith("Tests  ")) {
        Map<String, Integer> numbers = Numbers.beforeWords(text.substring("Tests:".length()));
        sums = numbers.isEmpty() ? sums : Optional.of(numbers);
      } else if (text.startsWith("● ") && text.contains(" › ")) {
        failures.add(text.substring(2).strip());
      } else if (text.startsWith("● Test suite failed to run")) {
        failures.add("a test suite that failed to run");
      } else if (text.startsWith("FAIL ") && text.contains(" > ")) {
        failures.add(text.substring("FAIL ".length()).strip());
      }
    }
    return sums.map(numbers ->
        Understood.of(
            numbers.getOrDefault("passed", 0),
            numbers.getOrDefault("failed", 0),
            numbers.getOrDefault("skipped", 0) + numbers.getOrDefault("todo", 0),
            failures));
  }
}
