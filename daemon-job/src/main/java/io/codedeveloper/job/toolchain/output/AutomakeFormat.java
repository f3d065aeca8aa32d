package io.codedeveloper.job.toolchain.output;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// automake's `make check`: `FAIL: name` and sums behind `# TOTAL:`, once per directory.
final class AutomakeFormat implements Format {
  @Override
  public Optional<Understood> read(List<String> lines) {
    Map<String, Integer> sums = new HashMap<>();
    Set<String> failures = new LinkedHashSet<>();
    for (String line : lines) {
      if (line.startsWith("# ")) {
        String[] words = line.substring(2).strip().split(":\\s*", 2);
        if (words.length == 2 && Numbers.isNumber(words[1].strip())) {
          sums.merge(words[0], Integer.parseInt(words[1].strip()), Integer::sum);
        }
      } else if (line.startsWith("FAIL: ")
          || line.startsWith("XPASS: ")
          || line.startsWith("ERROR: ")) {
        failures.add(line.substring(line.indexOf(' ') + 1).strip());
      }
    }
    return sums.containsKey("TOTAL")
        ? Optional.of(
            Understood.of(
                sums.getOrDefault("PASS", 0),
                sums.getOrDefault("FAIL", 0)
                    + sums.getOrDefault("XPASS", 0)
                    + sums.getOrDefault("ERROR", 0),
                sums.getOrDefault("SKIP", 0) + sums.getOrDefault("XFAIL", 0),
                failures))
        : Optional.empty();
  }
}
