package io.codedeveloper.roadmap;

import io.codedeveloper.roadmap.OutlineLine.Heading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the priorities that are headings, with their sections and statuses.
final class HeadingDrafts {
  /// These words name a priority wherever they head a section; others (`ADR-7`) must show a status
  /// at least once.
  static final Set<String> ALWAYS = Set.of("PRIORITY", "US");

  private final SourceText source;
  private final List<OutlineLine> outline;

  HeadingDrafts(SourceText source, List<OutlineLine> outline) {
    this.source = source;
    this.outline = outline;
  }

  /// Headings with an id.
  List<Draft> withId() {
    var drafts = new ArrayList<Draft>();
    var families = new HashSet<>(ALWAYS);
    for (var i = 0; i < outline.size(); i++) {
      if (outline.get(i) instanceof Heading heading) {
        var draft = read(i, heading);
        draft.ifPresent(drafts::add);
        draft
            .filter(Draft::isUnderstood)
            .ifPresent(understood -> families.add(understood.id.family()));
      }
    }
    drafts.removeIf(draft -> !families.contains(draft.id.family()));
    return closed(drafts);
  }

  /// Headings without any id whose section says a status: what is left to try where nothing has an
  /// id.
  List<Draft> withoutId() {
    var drafts = new ArrayList<Draft>();
    for (var i = 0; i < outline.size(); i++) {
      if (outline.get(i) instanceof Heading heading && heading.level() > 1) {
        var start = FieldLine.skipDecoration(heading.text(), 0, heading.text().length());
        var draft =
            new Draft(
                i,
                heading.line(),
                HeadingReader.titled(heading.text(), start, PriorityId.MISSING, false));
        readStatus(draft, heading, draftToken(heading, start));
        if (draft.isUnderstood()) {
          drafts.add(draft);
        }
      }
    }
    return closed(drafts);
  }

  private static Optional<StatusReading> draftToken(Heading heading, int start) {
    return Optional.ofNullable(
        HeadingReader.titled(heading.text(), start, PriorityId.MISSING, false).token());
  }

  private Optional<Draft> read(int index, Heading heading) {
    var box = checkboxLength(heading.text());
    return HeadingReader.read(heading.text().substring(box))
        .map(reading -> {
          var draft = new Draft(index, heading.line(), reading);
          if (box > 0) {
            Checkbox.apply(draft, heading.text().charAt(1), heading.column() + 1);
          }
          var shift = box;
          readStatus(
              draft,
              heading,
              Optional.ofNullable(reading.token()).map(token -> shifted(token, shift)));
          return draft;
        });
  }

  private static int checkboxLength(String text) {
    return Outline.isCheckbox(text, 0) ? PlainText.skipBlanks(text, 3, text.length()) : 0;
  }

  private static StatusReading shifted(StatusReading token, int by) {
    return new StatusReading(
        token.status(), token.understood(), token.start() + by, token.end() + by);
  }

  /// A status line before the first heading inside the section, else the heading itself, else a
  /// heading "Status".
  private void readStatus(Draft draft, Heading heading, Optional<StatusReading> token) {
    token.ifPresent(
        found -> draft.secondSpot = spot(found, heading.line(), heading.column(), false));
    var inside = draft.index + 1;
    while (inside < outline.size() && !(outline.get(inside) instanceof Heading)) {
      if (outline.get(inside) instanceof OutlineLine.Text text
          && readField(draft, text.line(), text.column())) {
        return;
      }
      inside++;
    }
    if (draft.spot == null && token.isPresent()) {
      draft.status = token.get();
      draft.spot = draft.secondSpot;
      draft.statusText = heading.text().substring(token.get().start(), token.get().end());
    } else if (draft.spot == null) {
      readStatusHeading(draft, heading, inside);
    }
  }

  private void readStatusHeading(Draft draft, Heading heading, int from) {
    for (var i = from; i < outline.size() && !(endsSection(outline.get(i), heading)); i++) {
      if (outline.get(i) instanceof Heading inner) {
        if (readField(draft, inner.line(), inner.column())) {
          return;
        }
        var titled = new FieldLine(PlainText.of(inner.text()), 0, 0).isStatus();
        if (titled
            && i + 1 < outline.size()
            && outline.get(i + 1) instanceof OutlineLine.Text text) {
          readValue(draft, text.line(), text.column(), source.line(text.line()).length(), false);
          return;
        }
        if (HeadingReader.read(inner.text()).isPresent()) {
          return;
        }
      }
    }
  }

  private boolean readField(Draft draft, int line, int column) {
    var text = source.line(line);
    var field =
        FieldLine.findStatus(text, column, Math.min(text.length(), SourceText.LONGEST_READ));
    return field.isPresent()
        && readValue(
            draft, line, field.get().valueStart(), field.get().end(), field.get().isFrench());
  }

  private boolean readValue(Draft draft, int line, int from, int to, boolean french) {
    var text = source.line(line);
    var reading = StatusReader.read(text, from, to);
    reading.ifPresent(found -> {
      draft.status = found;
      draft.statusText = text.substring(from, PlainText.trimEnd(text, from, to));
      draft.spot = spot(found, line, 0, french);
    });
    return reading.isPresent();
  }

  private static StatusSpot spot(StatusReading reading, int line, int column, boolean french) {
    return new StatusSpot(line, column + reading.start(), column + reading.end(), false, french);
  }

  /// Gives every draft its last line: before the next priority, or the next heading that is not
  /// inside it.
  private List<Draft> closed(List<Draft> drafts) {
    for (var i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      var heading = (Heading) outline.get(draft.index);
      var limit = i + 1 < drafts.size() ? drafts.get(i + 1).index : outline.size();
      var end = draft.index + 1;
      while (end < limit && !endsSection(outline.get(end), heading)) {
        end++;
      }
      draft.lastLine =
          end < outline.size() ? lineBefore(outline.get(end), draft.line) : source.lineCount() - 1;
    }
    return drafts;
  }

  private static int lineBefore(OutlineLine next, int line) {
    return Math.max(line, next.line() - 1);
  }

  private static boolean endsSection(OutlineLine line, Heading section) {
    return line instanceof Heading heading && heading.level() <= section.level();
  }
}
