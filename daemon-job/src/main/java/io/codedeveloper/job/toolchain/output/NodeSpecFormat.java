package io.codedeveloper.job.toolchain.output;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// node's test runner as people see it: marks before the names, sums behind `ℹ`.
final class NodeSpecFormat implements Format {
  @Override
  public Optional<Understood> read(List<String> lines) {
    Map<String, Integer> sums = new HashMap<>();
    Set<String> failures = new LinkedHashSet<>();
    List<String> path = new ArrayList<>();
    for (String line : lines) {
      String text = line.strip();
      int depth = (line.length() - line.stripLeading().length()) / 2;
      if (text.startsWith("ℹ ")) {
        String[] words = text.substring(2).split(" ");
        if (words.length == 2 && Numbers.isNumber(words[1])) {
          sums.merge(words[0], Integer.parseInt(words[1]), Integer::sum);
        }
      } else if (text.equals("✖ failing tests:")) {
        break; // Told a second time from here on.
      } else if (text.startsWith("▶ ")) {
        enter(path, depth, withoutTime(text.substring(2)));
      } else if (text.startsWith("✖ ") && !text.endsWith("# TODO")) {
        List<String> parts = new ArrayList<>(path.subList(0, Math.min(depth, path.size())));
        parts.add(withoutTime(text.substring(2)));
        failures.add(String.join(" > ", parts));
      }
    }
    return sums.containsKey("tests") && sums.containsKey("pass")
        ? Optional.of(
            Understood.of(
                sums.getOrDefault("pass", 0),
                sums.getOrDefault("fail", 0) + sums.getOrDefault("cancelled", 0),
                sums.getOrDefault("skipped", 0) + sums.getOrDefault("todo", 0),
                failures))
        : Optional.empty();
  }

  private static void enter(List<String> path, int depth, String name) {
    while (path.size() > depth) {
      path.removeLast();
    }
    path.add(name);
  }

  private static String withoutTime(String text) {
    int open = text.lastIndexOf(" (");
    return open > 0 && text.endsWith("ms)") ? text.substring(0, open) : text;
  }
}
