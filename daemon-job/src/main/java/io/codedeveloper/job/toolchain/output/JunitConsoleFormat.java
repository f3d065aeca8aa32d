package io.codedeveloper.job.toolchain.output;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// JUnit's console launcher: `[ 3 tests found ]` and names below `Failures (1):`.
final class JunitConsoleFormat implements Format {
  @Override
  public Optional<Understood> read(List<String> lines) {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    boolean any = false;
    boolean inFailures = false;
    Set<String> failures = new LinkedHashSet<>();
    for (String line : lines) {
      if (line.startsWith("Failures (")) {
        inFailures = true;
      } else if (inFailures && line.startsWith("  JUnit ") && line.indexOf(':') > 0) {
        failures.add(line.substring(line.indexOf(':') + 1).strip());
      } else if (line.startsWith("[") && line.endsWith("]") && line.contains(" tests ")) {
        String inside = line.substring(1, line.length() - 1).strip();
        any = true;
        passed += inside.endsWith("successful") ? Numbers.leading(inside) : 0;
        failed += inside.endsWith("failed") ? Numbers.leading(inside) : 0;
        skipped +=
            inside.endsWith("skipped") || inside.endsWith("aborted") ? Numbers.leading(inside) : 0;
      }
    }
    return any ? Optional.of(Understood.of(passed, failed, skipped, failures)) : Optional.empty();
  }
}
