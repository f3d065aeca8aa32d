package io.codedeveloper.job.toolchain.output;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Maven's surefire and failsafe: a line per class, one per failed test, and a sum per module.
final class SurefireFormat implements Format {
  private static final String SUM = "Tests run: ";

  @Override
  public Optional<Understood> read(List<String> lines) {
    int run = 0;
    int failed = 0;
    int skipped = 0;
    boolean any = false;
    Set<String> failures = new LinkedHashSet<>();
    for (String raw : lines) {
      String line = withoutLevel(raw);
      if (line.startsWith(SUM) && !line.contains("Time elapsed")) {
        Map<String, Integer> numbers = Numbers.afterWords(line, ": ");
        any = true;
        run += numbers.getOrDefault("Tests run", 0);
        failed += numbers.getOrDefault("Failures", 0) + numbers.getOrDefault("Errors", 0);
        skipped += numbers.getOrDefault("Skipped", 0);
      } else if (line.endsWith("<<< FAILURE!") || line.endsWith("<<< ERROR!")) {
        name(line).ifPresent(failures::add);
      }
    }
    return any || !failures.isEmpty()
        ? Optional.of(Understood.of(run - failed - skipped, failed, skipped, failures))
        : Optional.empty();
  }

  /// Of a class as a whole there is no name.
  private static Optional<String> name(String line) {
    int end = line.indexOf("Time elapsed");
    if (line.startsWith(SUM) || end < 0) {
      return Optional.empty();
    }
    String name = line.substring(0, end).strip();
    name = name.endsWith("--") ? name.substring(0, name.length() - 2).strip() : name;
    int open = name.indexOf('(');
    boolean classLast = open > 0 && name.endsWith(")") && name.indexOf('.', open) > 0;
    return Optional.of(
        classLast
            ? name.substring(open + 1, name.length() - 1) + "." + name.substring(0, open)
            : name);
  }

  private static String withoutLevel(String line) {
    boolean hasLevel =
        line.startsWith("[ERROR]") || line.startsWith("[WARNING]") || line.startsWith("[INFO]");
    return (hasLevel ? line.substring(line.indexOf(']') + 1) : line).strip();
  }
}
