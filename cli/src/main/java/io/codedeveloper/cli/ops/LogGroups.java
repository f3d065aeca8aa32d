package io.codedeveloper.cli.ops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// Entries of logs that say the same, but for numbers, ids and names.
///
/// @param groups the most frequent first
record LogGroups(List<Group> groups) {
  /// @param shape what they have in common
  /// @param first time of the oldest, as text
  /// @param newest the message of the newest, its first line
  record Group(String source, String shape, int times, String first, String last, String newest) {
    private Group and(LogLine line) {
      var newer = line.time().compareTo(last) >= 0;
      return new Group(
          source,
          shape,
          times + 1,
          line.time().compareTo(first) < 0 ? line.time() : first,
          newer ? line.time() : last,
          newer ? headline(line) : newest);
    }
  }

  static LogGroups of(List<LogLine> lines) {
    var groups = new LinkedHashMap<List<String>, Group>();
    for (var line : lines) {
      var one = new Group(line.source(), line.shape(), 1, line.time(), line.time(), headline(line));
      groups.merge(List.of(line.source(), line.shape()), one, (known, ignored) -> known.and(line));
    }
    var sorted = new ArrayList<>(groups.values());
    sorted.sort(
        Comparator.comparingInt(Group::times)
            .reversed()
            .thenComparing(Group::last, Comparator.reverseOrder()));
    return new LogGroups(List.copyOf(sorted));
  }

  private static String headline(LogLine line) {
    return line.message().lines().findFirst().orElse("");
  }

  /// The most frequent of them.
  Sheet sheet(String name, int most) {
    var sheet = new Sheet(name, "times", "first_at", "last_at", "source", "shape", "newest");
    groups.stream()
        .limit(most)
        .forEach(one ->
            sheet.row(
                one.times(), one.first(), one.last(), one.source(), one.shape(), one.newest()));
    return sheet;
  }
}
