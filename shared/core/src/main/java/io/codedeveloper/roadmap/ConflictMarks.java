package io.codedeveloper.roadmap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The lines between which both sides of a conflict stand in a text.
///
/// Each bears a label, so that an underlined heading is none. A file may rightly hold such lines,
/// as a test's data do: in conflict is a text that has more of them than it was based on.
public final class ConflictMarks {
  static final String OURS = "<<<<<<< ours";
  static final String MIDDLE = "======= theirs";
  static final String THEIRS = ">>>>>>> theirs";

  private static final Set<String> MARKS = Set.of(OURS, MIDDLE, THEIRS);

  private ConflictMarks() {}

  /// How many lines are marks.
  public static int count(String text) {
    return (int) text.lines().filter(MARKS::contains).count();
  }

  /// How many marks the text has more than what it was based on; 0 when it is in no conflict.
  public static int open(String text, String base) {
    var marks = count(text);
    return marks == 0 ? 0 : Math.max(0, marks - count(base));
  }

  /// The number, from 1, of the first line that is a mark; empty when there is none.
  public static Optional<Integer> first(String text) {
    var lines = text.lines().toList();
    return IntStream.range(0, lines.size())
        .filter(at -> MARKS.contains(lines.get(at)))
        .mapToObj(at -> at + 1)
        .findFirst();
  }

  /// The text with our side of each conflict and without the marks; what no conflict ends stays as
  /// it is.
  public static String ours(String text) {
    var all = new StringBuilder();
    var conflict = new StringBuilder();
    var ours = new StringBuilder();
    var expected = OURS;
    for (var line : RoadmapMerge.lines(text)) {
      var isMark = line.lines().findFirst().orElse("").equals(expected);
      if (expected.equals(OURS) && !isMark) {
        all.append(line);
        continue;
      }
      conflict.append(line);
      if (expected.equals(MIDDLE) && !isMark) {
        ours.append(line);
      }
      if (isMark) {
        expected = next(expected);
        if (expected.equals(OURS)) {
          all.append(ours);
          List.of(ours, conflict).forEach(one -> one.setLength(0));
        }
      }
    }
    return all.append(conflict).toString();
  }

  private static String next(String mark) {
    return switch (mark) {
      case OURS -> MIDDLE;
      case MIDDLE -> THEIRS;
      default -> OURS;
    };
  }
}
