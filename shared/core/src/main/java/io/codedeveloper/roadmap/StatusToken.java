package io.codedeveloper.roadmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A piece of a status text: an emoji that stands for a status, a word, or what separates them.
record StatusToken(Kind kind, String text, int start, int end) {
  enum Kind {
    MARK,
    WORD,
    BREAK,
    ARROW
  }

  /// Longer status texts are read up to here; the rest cannot change what they say.
  private static final int LONGEST = 400;

  private static final Map<Integer, PriorityStatus> MARKS =
      Map.ofEntries(
          Map.entry(0x1F4DD, PriorityStatus.PLANNED), // 📝
          Map.entry(0x1F4CB, PriorityStatus.PLANNED), // 📋
          Map.entry(0x2705, PriorityStatus.COMPLETE), // ✅
          Map.entry(0x2611, PriorityStatus.COMPLETE), // ☑
          Map.entry(0x2714, PriorityStatus.COMPLETE), // ✔
          Map.entry(0x1F504, PriorityStatus.IN_PROGRESS), // 🔄
          Map.entry(0x1F3D7, PriorityStatus.IN_PROGRESS), // 🏗
          Map.entry(0x23F8, PriorityStatus.BLOCKED), // ⏸
          Map.entry(0x26D4, PriorityStatus.BLOCKED), // ⛔
          Map.entry(0x1F6D1, PriorityStatus.BLOCKED), // 🛑
          Map.entry(0x1F6A7, PriorityStatus.MANUAL_REVIEW)); // 🚧

  /// The tokens of a part of a line that are not struck through.
  static List<StatusToken> read(String text, int from, int to) {
    var tokens = new ArrayList<StatusToken>();
    var end = Math.min(to, from + LONGEST);
    var at = from;
    while (at < end) {
      if (text.startsWith("~~", at)) {
        var close = text.indexOf("~~", Math.min(at + 2, end), end);
        at = close >= 0 ? close + 2 : at + 2;
      } else {
        at = readOne(text, at, end, tokens);
      }
    }
    return tokens;
  }

  /// The status that the emoji stands for.
  PriorityStatus markedStatus() {
    return MARKS.getOrDefault(text.codePointAt(0), PriorityStatus.OTHER);
  }

  static boolean isMark(int codePoint) {
    return MARKS.containsKey(codePoint);
  }

  private static int readOne(String text, int at, int end, List<StatusToken> tokens) {
    var c = text.codePointAt(at);
    var next = at + Character.charCount(c);
    if (isMark(c)) {
      var after = next < end && text.charAt(next) == '\uFE0F' ? next + 1 : next;
      tokens.add(new StatusToken(Kind.MARK, text.substring(at, next), at, after));
      return after;
    }
    if (Character.isLetterOrDigit(c)) {
      var wordEnd = wordEnd(text, at, end);
      tokens.add(
          new StatusToken(Kind.WORD, PlainText.of(text.substring(at, wordEnd)), at, wordEnd));
      return wordEnd;
    }
    if (isArrow(text, at)) {
      tokens.add(new StatusToken(Kind.ARROW, "", at, next));
    } else if (isBreak(text, at, end)) {
      tokens.add(new StatusToken(Kind.BREAK, "", at, next));
    }
    return next;
  }

  private static int wordEnd(String text, int from, int end) {
    var at = from;
    while (at < end) {
      var c = text.codePointAt(at);
      var inWord =
          Character.isLetterOrDigit(c)
              || c == '%'
              || Character.getType(c) == Character.NON_SPACING_MARK;
      if (!inWord || isMark(c)) {
        break;
      }
      at += Character.charCount(c);
    }
    return Math.min(at, end);
  }

  private static boolean isArrow(String text, int at) {
    var c = text.charAt(at);
    return c == '→'
        || c == '➡'
        || c == '⇒'
        || text.startsWith("->", at)
        || text.startsWith("=>", at);
  }

  private static boolean isBreak(String text, int at, int end) {
    return switch (text.charAt(at)) {
      case '(', ')', '[', ']', '|', ';', ':', '–', '—', '←', '·' -> true;
      case '.', '!' -> at + 1 >= end || PlainText.isBlank(text.charAt(at + 1));
      case '-' ->
          at > 0
              && PlainText.isBlank(text.charAt(at - 1))
              && (at + 1 >= end || PlainText.isBlank(text.charAt(at + 1)));
      default -> false;
    };
  }
}
