package io.codedeveloper.job.toolchain.output;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// pytest: `FAILED file::test - reason` and a last line of numbers ending in the time.
final class PytestFormat implements Format {
  private static final String[] WORDS = {
    "passed",
    "failed",
    "error",
    "errors",
    "skipped",
    "xfailed",
    "xpassed",
    "deselected",
    "warning",
    "warnings"
  };

  @Override
  public Optional<Understood> read(List<String> lines) {
    Optional<Map<String, Integer>> last = Optional.empty();
    Set<String> failures = new LinkedHashSet<>();
    for (String line : lines) {
      if (line.startsWith("FAILED ")
          || line.startsWith("ERROR ")
          || line.startsWith("SUBFAILED(")) {
        name(line).ifPresent(failures::add);
      } else {
        Optional<Map<String, Integer>> numbers = numbers(line);
        last = numbers.isPresent() ? numbers : last;
      }
    }
    return last.map(numbers ->
        Understood.of(
            sum(numbers, "passed", "xpassed"),
            sum(numbers, "failed", "error", "errors"),
            sum(numbers, "skipped", "xfailed", "deselected"),
            failures));
  }

  private static Optional<Map<String, Integer>> numbers(String line) {
    String text = line.startsWith("=") ? line.replace("=", "").strip() : line.strip();
    int in = text.lastIndexOf(" in ");
    boolean timed = in > 0 && (text.endsWith("s") || text.endsWith(")"));
    if (!timed) {
      return Optional.empty();
    }
    String before = text.substring(0, in);
    if (before.equals("no tests ran")) {
      return Optional.of(Map.of());
    }
    Map<String, Integer> numbers = Numbers.beforeWords(before);
    return before.split(",").length == numbers.size() && sum(numbers, WORDS) > 0
        ? Optional.of(numbers)
        : Optional.empty();
  }

  /// Names may hold blanks and dashes inside brackets: `test[a - b]`.
  private static Optional<String> name(String line) {
    String rest = line.substring(line.indexOf(' ') + 1);
    // Lines of a log begin with their level too, padded with blanks.
    boolean looksLikeOne = !rest.startsWith(" ") && (rest.contains("::") || rest.contains(".py"));
    if (!looksLikeOne) {
      return Optional.empty();
    }
    int from = Math.max(0, rest.indexOf("]"));
    int bracket = rest.indexOf('[');
    int dash = rest.indexOf(" - ");
    boolean dashInBrackets = bracket >= 0 && bracket < dash && from > dash;
    int end = dashInBrackets ? rest.indexOf(" - ", from) : dash;
    return Optional.of((end < 0 ? rest : rest.substring(0, end)).strip());
  }

  private static int sum(Map<String, Integer> numbers, String... words) {
    int sum = 0;
    for (String word : words) {
      sum += numbers.getOrDefault(word, 0);
    }
    return sum;
  }
}
