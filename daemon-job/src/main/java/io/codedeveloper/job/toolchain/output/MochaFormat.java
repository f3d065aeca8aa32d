package io.codedeveloper.job.toolchain.output;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// mocha: `5 passing (10ms)`, `1 failing`, then the failures by number with their titles over
/// several lines.
final class MochaFormat implements Format {
  private static final int MOST_TITLE_LINES = 12;

  @Override
  public Optional<Understood> read(List<String> lines) {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    boolean any = false;
    Set<String> failures = new LinkedHashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String[] words = line.split(" ", 3);
      if (words.length >= 2 && Numbers.isNumber(words[0])) {
        switch (words[1]) {
          case "passing" -> {
            any = true;
            passed += Integer.parseInt(words[0]);
          }
          case "failing" -> failed += Integer.parseInt(words[0]);
          case "pending" -> skipped += Integer.parseInt(words[0]);
          default -> {}
        }
      } else if (failed > 0 && isNumbered(line)) {
        title(lines, i).ifPresent(failures::add);
      }
    }
    return any ? Optional.of(Understood.of(passed, failed, skipped, failures)) : Optional.empty();
  }

  private static boolean isNumbered(String line) {
    int close = line.indexOf(") ");
    return close > 0 && Numbers.isNumber(line.substring(0, close));
  }

  /// Ends with the line that ends with a colon.
  private static Optional<String> title(List<String> lines, int start) {
    String first = lines.get(start).strip();
    StringBuilder title = new StringBuilder(first.substring(first.indexOf(") ") + 2).strip());
    int last = Math.min(lines.size() - 1, start + MOST_TITLE_LINES);
    for (int i = start; title.charAt(title.length() - 1) != ':'; ) {
      i++;
      if (i > last || lines.get(i).isBlank()) {
        return Optional.empty();
      }
      title.append(" > ").append(lines.get(i).strip());
    }
    title.setLength(title.length() - 1);
    return Optional.of(title.toString());
  }
}
