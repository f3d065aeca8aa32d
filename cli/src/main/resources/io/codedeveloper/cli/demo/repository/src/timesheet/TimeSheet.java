package timesheet;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads time sheets and adds them up.
public final class TimeSheet {
  private static final int FIELDS = 4;

  private TimeSheet() {}

  /// Reads a sheet, one entry a line: day, person, task, minutes. Empty lines are skipped.
  ///
  /// @throws IllegalArgumentException naming the line that is wrong
  public static List<Entry> read(String text) {
    var entries = new ArrayList<Entry>();
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        entries.add(entry(number, line));
      }
    }
    return entries;
  }

  /// The time of each person, in the order in which they first appear.
  public static Map<String, Duration> totals(List<Entry> entries) {
    var totals = new LinkedHashMap<String, Duration>();
    for (var entry : entries) {
      totals.merge(entry.person(), entry.spent(), Duration::plus);
    }
    return totals;
  }

  private static Entry entry(int number, String line) {
    try {
      var fields = Csv.fields(line);
      if (fields.size() != FIELDS) {
        throw new IllegalArgumentException(fields.size() + " fields instead of " + FIELDS);
      }
      var spent = Duration.ofMinutes(Long.parseLong(fields.get(3).strip()));
      return new Entry(LocalDate.parse(fields.get(0)), fields.get(1), fields.get(2), spent);
    } catch (RuntimeException wrong) {
      throw new IllegalArgumentException("line " + number + ": " + wrong.getMessage(), wrong);
    }
  }
}
