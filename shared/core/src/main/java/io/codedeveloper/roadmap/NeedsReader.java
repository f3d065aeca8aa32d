package io.codedeveloper.roadmap;

import io.codedeveloper.roadmap.OutlineLine.Heading;
import io.codedeveloper.roadmap.OutlineLine.Task;
import io.codedeveloper.roadmap.OutlineLine.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what a priority waits for: its fields (`**Dependencies**: PRIORITY 3`), the lists under
/// them, and phrases such as `Blocked by US-7` in its status or at the beginning of a line.
final class NeedsReader {
  private static final Set<String> NOTHING =
      Set.of("none", "no", "nothing", "n a", "na", "aucun", "aucune", "rien", "neant", "nil");
  private static final Set<String> SOFT =
      Set.of(
          "recommended",
          "ideally",
          "optional",
          "optionally",
          "preferably",
          "recommande",
          "recommandee",
          "idealement",
          "facultatif",
          "prefere");
  private static final List<String> AFTER =
      List.of(
          "depends on",
          "depends upon",
          "depend on",
          "depend de",
          "dependent on",
          "requires",
          "after",
          "apres",
          "requiert");
  private static final List<String> DEPENDS = List.of("depends on", "depends upon", "depend de");
  private static final List<String> BLOCKED =
      List.of("blocked by", "blocked on", "blocked until", "bloque par", "bloquee par");
  private static final String FIRST_LETTERS = "dDbBrRaA";
  private static final int LONGEST_PHRASE = 24;

  private final SourceText source;
  private final List<OutlineLine> outline;
  private final Draft draft;

  private NeedsReader(SourceText source, List<OutlineLine> outline, Draft draft) {
    this.source = source;
    this.outline = outline;
    this.draft = draft;
  }

  static void read(SourceText source, List<OutlineLine> outline, Draft draft) {
    new NeedsReader(source, outline, draft).read();
  }

  private void read() {
    readPhrases(draft.statusText, false);
    if (outline.get(draft.index) instanceof Task task) {
      readPhrases(source.line(task.line()).substring(task.column()), false);
    }
    var i = draft.index + 1;
    while (i < outline.size() && outline.get(i).line() <= draft.lastLine) {
      i =
          switch (outline.get(i)) {
            case Text text -> readLine(text, i);
            case Heading heading -> readHeading(heading, i);
            case Task task ->
                draft.spot != null && draft.spot.checkbox() ? afterTask(task, i) : i + 1;
            case OutlineLine.Hidden hidden -> i + 1;
          };
    }
  }

  /// Another checkbox inside this one speaks for itself.
  private int afterTask(Task task, int index) {
    var i = index + 1;
    while (i < outline.size() && outline.get(i).line() <= task.lastLine()) {
      i++;
    }
    return i;
  }

  private int readLine(Text text, int index) {
    var line = source.line(text.line());
    var field =
        FieldLine.read(line, text.column(), Math.min(line.length(), SourceText.LONGEST_READ));
    if (field.isEmpty() || !needs(field.get())) {
      if (field.isEmpty()) {
        readPhrases(line.substring(text.column()), true);
      }
      return index + 1;
    }
    var value = line.substring(Math.min(field.get().valueStart(), line.length()));
    if (!value.isBlank()) {
      add(value, field.get().isBlocker());
      return index + 1;
    }
    return readList(index + 1, text.depth(), field.get().isBlocker());
  }

  private int readHeading(Heading heading, int index) {
    var label = new FieldLine(PlainText.of(heading.text()), 0, 0);
    if (needs(label)) {
      return readList(index + 1, -1, label.isBlocker());
    }
    // Other headings inside the section speak about parts of it.
    var i = index + 1;
    while (i < outline.size() && !(outline.get(i) instanceof Heading)) {
      i++;
    }
    return i;
  }

  private int readList(int from, int depth, boolean blocker) {
    var i = from;
    while (i < outline.size() && outline.get(i).line() <= draft.lastLine) {
      if (!(outline.get(i) instanceof Text text) || text.depth() <= depth) {
        break;
      }
      add(source.line(text.line()).substring(text.column()), blocker);
      i++;
    }
    return i;
  }

  private static boolean needs(FieldLine field) {
    return field.isDependency() || field.isBlocker();
  }

  private void readPhrases(String text, boolean onlyAtStart) {
    var start = FieldLine.skipDecoration(text, 0, text.length());
    for (var at = start; at < Math.min(text.length(), SourceText.LONGEST_READ); at++) {
      var atWord = at == start || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (atWord && FIRST_LETTERS.indexOf(text.charAt(at)) >= 0) {
        var plain = PlainText.of(text.substring(at, Math.min(text.length(), at + LONGEST_PHRASE)));
        var blocker = phrase(BLOCKED, plain);
        var dependency = phrase(onlyAtStart ? DEPENDS : AFTER, plain);
        if (blocker.isPresent() || dependency.isPresent()) {
          addIds(text.substring(at), blocker.isPresent());
          return;
        }
      }
      if (onlyAtStart) {
        return;
      }
    }
  }

  private static Optional<String> phrase(List<String> phrases, String plain) {
    return phrases.stream()
        .filter(phrase -> plain.equals(phrase) || plain.startsWith(phrase + " "))
        .findFirst();
  }

  private void add(String value, boolean blocker) {
    var plain = PlainText.of(value);
    var words = List.of(plain.split(" ", -1));
    if (plain.isEmpty()
        || plain.startsWith("n a")
        || NOTHING.contains(words.getFirst())
        || words.stream().anyMatch(SOFT::contains)) {
      return;
    }
    if (plain.contains("all other")
        || plain.contains("toutes les autres")
        || plain.contains("tous les autres")) {
      draft.allOthers = true;
    }
    var found = addIds(value, blocker);
    if (blocker && !found) {
      draft.blockedBy.add(value.replace("**", "").strip());
    }
  }

  private boolean addIds(String text, boolean blocker) {
    var ids = new ArrayList<PriorityId>();
    IdReader.all(text, 0, Math.min(text.length(), SourceText.LONGEST_READ))
        .forEach(found -> ids.add(found.id()));
    if (ids.isEmpty() && draft.id.family().isEmpty() && !draft.id.isMissing()) {
      TaskDrafts.numbers(text).forEach(ids::add);
    }
    draft.dependsOn.addAll(ids);
    if (blocker) {
      ids.forEach(id -> draft.blockedBy.add(id.text()));
    }
    return !ids.isEmpty();
  }
}
