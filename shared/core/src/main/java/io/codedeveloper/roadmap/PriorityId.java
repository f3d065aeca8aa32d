package io.codedeveloper.roadmap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What a roadmap calls a priority: `PRIORITY 2.9.5`, `US-021`, `1.2`; empty where it gives no
/// name.
///
/// Numbers are ordered part by part (2.9 < 2.9.5 < 2.10), not as decimals. `PRIORITÉ 3` and
/// `PRIORITY-3` name the same priority as `PRIORITY 3`, and `US-21` the same as `US-021`; the text
/// keeps the file's spelling.
public record PriorityId(String text) implements Comparable<PriorityId> {
  /// The id of a priority that has none.
  public static final PriorityId MISSING = new PriorityId("");

  private static final Comparator<PriorityId> ORDER =
      Comparator.comparing(PriorityId::family)
          .thenComparing(PriorityId::numbers, PriorityId::compareNumbers)
          .thenComparing(PriorityId::suffix)
          .thenComparing(PriorityId::text);

  public PriorityId {
    if (!text.equals(text.strip())) {
      throw new IllegalArgumentException("id has blanks around it: '" + text + "'");
    }
  }

  /// True when the file gives the priority no name.
  public boolean isMissing() {
    return text.isEmpty();
  }

  /// True when both name the same priority, however they are spelled.
  public boolean names(PriorityId other) {
    return canonical().equals(other.canonical());
  }

  /// One spelling for all the ways to write this id.
  public String canonical() {
    var canonical = new StringBuilder(family());
    for (var number : numbers()) {
      canonical.append(
          canonical.isEmpty() ? "" : canonical.length() == family().length() ? "-" : ".");
      canonical.append(number);
    }
    return canonical.append(suffix()).toString();
  }

  /// The word before the number, in capitals: `PRIORITY`, `US`; empty for a bare number.
  public String family() {
    var letters = text.substring(0, numberStart()).toUpperCase(Locale.ROOT);
    var end = letters.length();
    while (end > 0 && !Character.isLetterOrDigit(letters.charAt(end - 1))) {
      end--;
    }
    letters = letters.substring(0, end);
    return letters.startsWith("PRIORIT") ? "PRIORITY" : letters;
  }

  @Override
  public int compareTo(PriorityId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }

  List<String> numbers() {
    var numbers = new ArrayList<String>();
    for (var part : text.substring(numberStart(), suffixStart()).split("\\.", -1)) {
      numbers.add(withoutLeadingZeros(part));
    }
    return numbers;
  }

  private String suffix() {
    return text.substring(suffixStart()).toLowerCase(Locale.ROOT);
  }

  private int suffixStart() {
    var last = text.length() - 1;
    var lettered =
        last > 0 && Character.isLetter(text.charAt(last)) && isDigit(text.charAt(last - 1));
    return lettered ? last : text.length();
  }

  private int numberStart() {
    var start = suffixStart();
    while (start > 0 && (isDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
      start--;
    }
    return start;
  }

  private static String withoutLeadingZeros(String digits) {
    var start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int compareNumbers(List<String> left, List<String> right) {
    for (var i = 0; i < Math.min(left.size(), right.size()); i++) {
      var a = left.get(i);
      var b = right.get(i);
      var order =
          a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }
}
