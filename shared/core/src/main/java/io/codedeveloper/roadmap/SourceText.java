package io.codedeveloper.roadmap;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A text and where its lines are, by CommonMark's line endings (LF, CRLF, CR); a byte order mark
/// belongs to no line.
final class SourceText {
  /// No line is looked at further than this many characters for ids, fields and statuses.
  static final int LONGEST_READ = 1000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final int[] starts;
  private final int[] ends;

  private SourceText(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  static SourceText of(String text) {
    var starts = new int[16];
    var ends = new int[16];
    var count = 0;
    var at = markLength(text);
    while (at < text.length()) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
      }
      var end = lineEnd(text, at);
      starts[count] = at;
      ends[count++] = end;
      at = afterTerminator(text, end);
    }
    return new SourceText(text, Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
  }

  String text() {
    return text;
  }

  /// The text without its byte order mark.
  String body() {
    return text.substring(markLength(text));
  }

  int lineCount() {
    return starts.length;
  }

  /// The line without its terminator, counted from 0.
  String line(int index) {
    return text.substring(starts[index], ends[index]);
  }

  /// The beginning of a line, as far as anybody looks at it.
  String read(int index) {
    return text.substring(starts[index], Math.min(ends[index], starts[index] + LONGEST_READ));
  }

  /// True for the marker that begins a merge conflict.
  boolean isConflict(int index) {
    return text.startsWith("<<<<<<< ", starts[index]) && ends[index] - starts[index] > 8;
  }

  /// True when a merge conflict was left in the text.
  boolean hasConflict() {
    return IntStream.range(0, starts.length).anyMatch(this::isConflict);
  }

  /// Where a column of a line is in the whole text.
  int offset(int line, int column) {
    return starts[line] + column;
  }

  /// The lines from first to last (inclusive), with their own terminators except the last.
  String lines(int first, int last) {
    return text.substring(starts[first], ends[last]);
  }

  private static int markLength(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
  }

  private static int lineEnd(String text, int from) {
    var end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private static int afterTerminator(String text, int end) {
    if (end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n') {
      return end + 2;
    }
    return Math.min(end + 1, text.length());
  }
}
