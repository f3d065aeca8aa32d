package io.codedeveloper.roadmap;

import java.util.Optional;
import java.util.Set;

/// A line of the form `**Label**: value`, in any of the ways people write it.
///
/// @param valueStart where the value begins in the text; equal to `end` when it is empty
record FieldLine(String label, int valueStart, int end) {
  private static final int LONGEST_LABEL = 40;
  private static final Set<String> STATUS =
      Set.of(
          "status", "statut", "etat", "current status", "statut actuel", "etat actuel", "estado");
  private static final Set<String> FRENCH_STATUS =
      Set.of("statut", "etat", "statut actuel", "etat actuel");
  private static final Set<String> DEPENDENCY =
      Set.of(
          "dependency",
          "dependencies",
          "depends on",
          "depends",
          "depend on",
          "requires",
          "required",
          "prerequisite",
          "prerequisites",
          "after",
          "dependance",
          "dependances",
          "depend de",
          "dependance s",
          "dependency ies",
          "prerequis",
          "requiert",
          "apres");
  private static final Set<String> BLOCKER =
      Set.of(
          "blocked by",
          "blocked on",
          "blocker",
          "blockers",
          "bloque par",
          "bloquee par",
          "bloqueur",
          "bloqueurs");

  /// The field that begins in this part of a line, empty when it is ordinary text.
  static Optional<FieldLine> read(String text, int from, int to) {
    var at = skipDecoration(text, from, to);
    var limit = Math.min(to, at + LONGEST_LABEL);
    var end = at;
    while (end < limit && isLabelCharacter(text.charAt(end))) {
      end++;
    }
    var after = skipDecoration(text, end, to);
    var colon = after < to && isColon(text.charAt(after));
    var emphasized = text.startsWith("**", end) || text.startsWith("__", end);
    if (end == at || !colon && !emphasized) {
      return Optional.empty();
    }
    var label = PlainText.of(text.substring(at, end));
    if (colon) {
      return label.isEmpty()
          ? Optional.empty()
          : Optional.of(new FieldLine(label, valueStart(text, after + 1, to), to));
    }
    return STATUS.contains(label)
        ? Optional.of(new FieldLine(label, valueStart(text, end, to), to))
        : Optional.empty();
  }

  /// The status field in this part of a text: at its beginning, after a bar (`**Effort**: 3d |
  /// **Status**: …`) or in a row.
  static Optional<FieldLine> findStatus(String text, int from, int to) {
    if (from < to && text.charAt(from) == '|') {
      return readRow(text, from, to).filter(FieldLine::isStatus);
    }
    for (var at = from; at < to; ) {
      var bar = text.indexOf('|', at, to);
      var piece = read(text, at, bar < 0 ? to : bar);
      if (piece.filter(FieldLine::isStatus).isPresent()) {
        var another = bar >= 0 && read(text, bar + 1, to).isPresent();
        return another || bar < 0
            ? piece
            : piece.map(found -> new FieldLine(found.label(), found.valueStart(), to));
      }
      at = bar < 0 || piece.isEmpty() ? to : bar + 1;
    }
    return Optional.empty();
  }

  /// The field of a table row with a label in its first cell and a value in its second.
  private static Optional<FieldLine> readRow(String text, int from, int to) {
    var bar = text.indexOf('|', from + 1, to);
    var close = bar < 0 ? -1 : text.indexOf('|', bar + 1, to);
    if (close < 0) {
      return Optional.empty();
    }
    var label = PlainText.of(text.substring(from + 1, bar));
    return Optional.of(
        new FieldLine(
            label, valueStart(text, bar + 1, close), PlainText.trimEnd(text, bar + 1, close)));
  }

  boolean isStatus() {
    return STATUS.contains(label);
  }

  boolean isFrench() {
    return FRENCH_STATUS.contains(label);
  }

  boolean isDependency() {
    return DEPENDENCY.contains(label);
  }

  boolean isBlocker() {
    return BLOCKER.contains(label);
  }

  /// True for a label that this package gives a meaning.
  boolean isKnown() {
    return isStatus() || isDependency() || isBlocker();
  }

  static boolean isColon(char c) {
    return c == ':' || c == '：';
  }

  private static int valueStart(String text, int from, int to) {
    var at = from;
    while (at < to && (PlainText.isBlank(text.charAt(at)) || closesLabel(text, at, to))) {
      at++;
    }
    return at;
  }

  /// The `**` of `**Label:** value` ends the label, that of `**Label**: **value**` begins the
  /// value.
  private static boolean closesLabel(String text, int at, int to) {
    var c = text.charAt(at);
    var blankFollows =
        at + 1 >= to || PlainText.isBlank(text.charAt(at + 1)) || text.charAt(at + 1) == c;
    return (c == '*' || c == '_') && !PlainText.isBlank(text.charAt(at - 1)) && blankFollows;
  }

  private static boolean isLabelCharacter(char c) {
    return Character.isLetter(c)
        || PlainText.isBlank(c)
        || c == '\''
        || c == '’'
        || c == '('
        || c == ')'
        || c == '-'
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  static int skipDecoration(String text, int from, int to) {
    var at = from;
    while (at < to) {
      var c = text.codePointAt(at);
      var type = Character.getType(c);
      var symbol =
          type == Character.OTHER_SYMBOL
              || type == Character.SURROGATE
              || type == Character.NON_SPACING_MARK
              || type == Character.FORMAT;
      if (!symbol && !PlainText.isBlank((char) c) && "*_`~".indexOf(c) < 0) {
        break;
      }
      at += Character.charCount(c);
    }
    return Math.min(at, to);
  }
}
