package io.codedeveloper.job.toolchain.output;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The Test Anything Protocol, with node's nested tests and its sums.
final class TapFormat implements Format {
  @Override
  public Optional<Understood> read(List<String> lines) {
    Reading reading = new Reading();
    lines.forEach(reading::line);
    return reading.result();
  }

  private static final class Reading {
    private final List<String> path = new ArrayList<>();
    private final Set<String> failures = new LinkedHashSet<>();
    private final int[] counted = new int[3];
    private final int[] summed = new int[3];
    private boolean plan;
    private boolean sums;

    void line(String line) {
      String text = line.strip();
      int depth = (line.length() - line.stripLeading().length()) / 4;
      if (text.startsWith("# Subtest: ")) {
        enter(depth, text.substring("# Subtest: ".length()));
      } else if (text.startsWith("not ok ") || text.startsWith("ok ")) {
        result(text, depth);
      } else if (text.startsWith("1..") && Numbers.isNumber(text.substring(3).split(" ", 2)[0])) {
        plan = true;
      } else if (depth == 0 && text.startsWith("# ")) {
        sum(text.substring(2).split(" "));
      }
    }

    Optional<Understood> result() {
      int[] counts = sums ? summed : counted;
      return plan
          ? Optional.of(Understood.of(counts[0], counts[1], counts[2], failures))
          : Optional.empty();
    }

    private void enter(int depth, String name) {
      while (path.size() > depth) {
        path.removeLast();
      }
      path.add(name);
    }

    private void result(String text, int depth) {
      boolean failed = text.startsWith("not ");
      int mark = text.lastIndexOf(" # ");
      String directive = mark < 0 ? "" : text.substring(mark + 3).toUpperCase(Locale.ROOT);
      boolean skipped = directive.startsWith("SKIP") || directive.startsWith("TODO");
      if (skipped) {
        counted[2]++;
      } else if (failed) {
        counted[1]++;
        failures.add(name(mark < 0 ? text : text.substring(0, mark), depth));
      } else {
        counted[0]++;
      }
    }

    /// `not ok 3 - name`, below the tests that it is part of; without a name its number must do.
    private String name(String text, int depth) {
      String rest = text.substring("not ok ".length()).strip();
      String[] numberAndName = rest.split(" ", 2);
      boolean named = Numbers.isNumber(numberAndName[0]) && numberAndName.length == 2;
      String name = named ? numberAndName[1].strip() : rest;
      name = name.startsWith("- ") ? name.substring(2).strip() : name;
      List<String> parts = new ArrayList<>(path.subList(0, Math.min(depth, path.size())));
      parts.add(name);
      return String.join(" > ", parts);
    }

    private void sum(String[] words) {
      if (words.length != 2 || !Numbers.isNumber(words[1])) {
        return;
      }
      int number = Integer.parseInt(words[1]);
      switch (words[0]) {
        case "pass" -> summed[0] += number;
        case "fail", "cancelled" -> summed[1] += number;
        case "skipped", "todo" -> summed[2] += number;
        default -> {
          return;
        }
      }
      sums = true;
    }
  }
}
