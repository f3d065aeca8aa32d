package io.codedeveloper.roadmap;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `🔴 **PRIORITY 2: Title** ✅ Complete`, `📝 PLANNED: US-020 - Title`, `[US-001] Title` and
/// their like.
final class HeadingReader {
  private static final int LONGEST_LABEL = 60;
  private static final int LONGEST_REMARK = 60;
  private static final int MOST_MARKS = 8;

  private final String text;
  private final int end;
  private int at;
  private boolean bold;
  private boolean struck;
  private @Nullable StatusReading label;

  private HeadingReader(String text) {
    this.text = text.substring(0, Math.min(text.length(), SourceText.LONGEST_READ));
    this.end = this.text.length();
  }

  /// The priority that this heading begins, empty when it begins none.
  static Optional<HeadingReading> read(String text) {
    return new HeadingReader(text).heading();
  }

  /// The title and status in text that follows an id, or stands without one.
  static HeadingReading titled(String text, int from, PriorityId id, boolean dropped) {
    var reader = new HeadingReader(text);
    reader.at = Math.min(from, reader.end);
    return reader.titled(id, dropped);
  }

  private Optional<HeadingReading> heading() {
    decoration();
    var id = id();
    if (id.isEmpty() && label()) {
      id = id();
    }
    return id.filter(found -> separated(found)).map(found -> titled(found.id(), struck));
  }

  /// Where the title begins after an id and whatever separates it.
  static int titleStart(String text, int idEnd) {
    var reader = new HeadingReader(text);
    reader.at = Math.min(idEnd, reader.end);
    if (!reader.separator()) {
      reader.at = Math.min(idEnd, reader.end);
      reader.emphasis();
    }
    return reader.at;
  }

  private boolean separated(IdReader.Found found) {
    var bracketed = found.start() > 0 && text.charAt(found.start() - 1) == '[';
    at = found.end();
    if (bracketed) {
      if (at >= end || text.charAt(at) != ']') {
        return false;
      }
      at++;
      separator();
      return true;
    }
    var separated = separator();
    if (separated && label == null) {
      label = understood(found.end(), at);
    }
    return separated;
  }

  private @Nullable StatusReading understood(int from, int to) {
    return StatusReader.read(text, from, to).filter(StatusReading::understood).orElse(null);
  }

  private Optional<IdReader.Found> id() {
    var from = at < end && text.charAt(at) == '[' ? at + 1 : at;
    return IdReader.at(text, from, end);
  }

  /// Moves past emoji and emphasis, noting what stays open.
  private void decoration() {
    var start = at;
    at = FieldLine.skipDecoration(text, at, end);
    bold ^= odd(start, "**") || odd(start, "__");
    struck ^= odd(start, "~~");
  }

  private boolean odd(int start, String mark) {
    var count = 0;
    for (var found = text.indexOf(mark, start);
        found >= 0 && found < at;
        found = text.indexOf(mark, found + 2)) {
      count++;
    }
    return count % 2 == 1;
  }

  /// Moves past a label in front of the id, such as `RECENTLY COMPLETED:`.
  private boolean label() {
    var colon = at;
    var limit = Math.min(end, at + LONGEST_LABEL);
    while (colon < limit && !FieldLine.isColon(text.charAt(colon))) {
      if (Character.isDigit(text.charAt(colon))) {
        return false;
      }
      colon++;
    }
    if (colon >= limit || PlainText.of(text.substring(at, colon)).startsWith("ex")) {
      return false;
    }
    label = understood(0, colon);
    at = colon + 1;
    decoration();
    return true;
  }

  private boolean separator() {
    var start = at;
    decoration();
    if (at < end && text.charAt(at) == '(' && text.indexOf(')', at) > 0) {
      var close = text.indexOf(')', at);
      at = close < at + LONGEST_REMARK ? close + 1 : at;
      decoration();
    }
    if (at >= end || !isSeparator(start)) {
      return false;
    }
    at++;
    emphasis();
    return true;
  }

  /// Moves past blanks and the `**` that closes an id or opens a title; a struck title keeps its
  /// marks.
  private void emphasis() {
    at = PlainText.skipBlanks(text, at, end);
    while (text.startsWith("**", at) || text.startsWith("__", at)) {
      bold = !bold;
      at = PlainText.skipBlanks(text, at + 2, end);
    }
  }

  private boolean isSeparator(int idEnd) {
    var c = text.charAt(at);
    var blankAfter =
        at + 1 >= end || PlainText.isBlank(text.charAt(at + 1)) || text.charAt(at + 1) == '*';
    return FieldLine.isColon(c)
        || c == '–'
        || c == '—'
        || c == '-' && blankAfter && at > idEnd
        || c == '.' && blankAfter && at == idEnd;
  }

  private HeadingReading titled(PriorityId id, boolean dropped) {
    var start = PlainText.skipBlanks(text, at, end);
    var close = bold ? text.indexOf("**", start) : -1;
    var titleEnd = close >= 0 ? close : end;
    var token = trailingToken(close >= 0 ? close + 2 : start, start);
    if (token != null && token.start() < titleEnd) {
      titleEnd = token.start();
    }
    var title = title(start, Math.max(start, titleEnd));
    return new HeadingReading(id, title, dropped, token != null ? token : leadingToken());
  }

  private @Nullable StatusReading trailingToken(int from, int titleStart) {
    var tries = 0;
    for (var i = from; i < end && tries < MOST_MARKS; i++) {
      if (StatusToken.isMark(text.codePointAt(i))) {
        tries++;
        var token = StatusReader.readMarked(text, i, end);
        if (token.isPresent()
            && (i > titleStart || token.get().end() >= PlainText.trimEnd(text, i, end))) {
          return token.get();
        }
      }
    }
    return from == titleStart ? bracketedToken(from) : null;
  }

  /// `Title (Done)`, `Title [WIP]`, `Title - Completed`.
  private @Nullable StatusReading bracketedToken(int from) {
    var last = PlainText.trimEnd(text, from, end);
    if (last <= from) {
      return null;
    }
    var open =
        switch (text.charAt(last - 1)) {
          case ')' -> text.lastIndexOf('(', last);
          case ']' -> text.lastIndexOf('[', last);
          default -> Math.max(text.lastIndexOf(" - ", last), text.lastIndexOf(" — ", last));
        };
    return open <= from ? null : StatusReader.readExact(text, open + 1, last).orElse(null);
  }

  /// `✅ COMPLETE: US-011`, or an emoji alone in front of the id.
  private @Nullable StatusReading leadingToken() {
    if (label != null) {
      return label;
    }
    return understood(0, FieldLine.skipDecoration(text, 0, end));
  }

  private String title(int from, int to) {
    var titleEnd = PlainText.trimEnd(text, from, to);
    if (to < end) {
      while (titleEnd > from && " ([-–—*_".indexOf(text.charAt(titleEnd - 1)) >= 0) {
        titleEnd--;
      }
    }
    return withoutTags(text.substring(from, titleEnd)).replace("**", "").replace("__", "").strip();
  }

  /// Without trailing remarks such as `` `Priority: high` ``.
  private static String withoutTags(String title) {
    var rest = title.stripTrailing();
    while (rest.endsWith("`")) {
      var open = rest.lastIndexOf('`', rest.length() - 2);
      if (open <= 0 || rest.indexOf(": ", open) < 0) {
        break;
      }
      rest = rest.substring(0, open).stripTrailing();
    }
    return rest;
  }
}
