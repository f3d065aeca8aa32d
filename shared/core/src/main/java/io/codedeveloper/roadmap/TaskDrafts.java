package io.codedeveloper.roadmap;

import io.codedeveloper.roadmap.OutlineLine.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the priorities that are checkboxes: `- [ ] **[CORE-03]** Title`, `- [x] 1.2 Title`, `- [ ]
/// Title`.
final class TaskDrafts {
  private static final Pattern NUMBER =
      Pattern.compile("[0-9]{1,9}+(?:\\.[0-9]{1,9}+){0,8}+(?=[.):]?+(?:\\s|$))[.):]?+");
  private static final Pattern LETTERED = Pattern.compile("[A-Z]{1,4}+[0-9]{1,9}+(?![\\p{L}0-9-])");
  private static final Pattern LISTED_NUMBER =
      Pattern.compile("[0-9]{1,9}+(?:\\.[0-9]{1,9}+){0,8}+(?=[\\s,;)&.]|$)");
  private static final int LONGEST_ID = 64;

  private final SourceText source;
  private final List<OutlineLine> outline;

  TaskDrafts(SourceText source, List<OutlineLine> outline) {
    this.source = source;
    this.outline = outline;
  }

  /// Checkboxes that begin with an id; a number such as `1.2` is one.
  List<Draft> withId() {
    return drafts(false);
  }

  /// Checkboxes of outermost lists: what is left to try where nothing has an id.
  List<Draft> withoutId() {
    return drafts(true);
  }

  /// The numbers in a text such as `1.1, 1.2 and 2`, for lists whose ids are numbers.
  static List<PriorityId> numbers(String text) {
    var numbers = new ArrayList<PriorityId>();
    for (var at = 0; at < text.length(); at++) {
      if (Character.isDigit(text.charAt(at))
          && (at == 0 || " ,;:&(\t".indexOf(text.charAt(at - 1)) >= 0)) {
        match(LISTED_NUMBER, text, at).ifPresent(found -> numbers.add(found.id()));
      }
    }
    return numbers;
  }

  private List<Draft> drafts(boolean withoutId) {
    var drafts = new ArrayList<Draft>();
    var open = new ArrayDeque<Draft>();
    for (var i = 0; i < outline.size(); i++) {
      if (outline.get(i) instanceof Task task && (!withoutId || task.depth() == 1)) {
        var draft = read(i, task, withoutId);
        draft.ifPresent(found -> {
          while (!open.isEmpty() && open.peek().lastLine < found.line) {
            open.pop();
          }
          if (!open.isEmpty()) {
            open.peek().parts.add(found.id);
          }
          open.push(found);
          drafts.add(found);
        });
      }
    }
    return drafts;
  }

  private Optional<Draft> read(int index, Task task, boolean withoutId) {
    var line = source.line(task.line());
    var start = FieldLine.skipDecoration(line, task.column(), line.length());
    var struck = line.substring(task.column(), start).contains("~~");
    if (withoutId) {
      return Optional.of(draft(index, task, line, start, PriorityId.MISSING, struck));
    }
    var bracket = start < line.length() && line.charAt(start) == '[' ? 1 : 0;
    return id(line, start + bracket)
        .map(found -> draft(index, task, line, found.end() + bracket, found.id(), struck));
  }

  private static Optional<IdReader.Found> id(String line, int at) {
    return IdReader.at(line, at, line.length())
        .or(() -> match(LETTERED, line, at))
        .or(() -> match(NUMBER, line, at));
  }

  private static Optional<IdReader.Found> match(Pattern pattern, String line, int at) {
    var matcher =
        pattern
            .matcher(line)
            .region(at, Math.min(line.length(), at + LONGEST_ID))
            .useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    var text = matcher.group();
    var last = text.charAt(text.length() - 1);
    var id = Character.isLetterOrDigit(last) ? text : text.substring(0, text.length() - 1);
    return Optional.of(new IdReader.Found(new PriorityId(id), at, matcher.end()));
  }

  private static Draft draft(
      int index, Task task, String line, int idEnd, PriorityId id, boolean struck) {
    var titleStart = id.isMissing() ? idEnd : HeadingReader.titleStart(line, idEnd);
    var reading = HeadingReader.titled(line, titleStart, id, struck);
    var draft = new Draft(index, task.line(), reading);
    var mark = line.charAt(task.markColumn());
    Checkbox.apply(draft, mark, task.markColumn());
    draft.lastLine = task.lastLine();
    draft.optional =
        task.markColumn() + 2 < line.length() && line.charAt(task.markColumn() + 2) == '*';
    var token = reading.token();
    if (token != null && mark == ' ') {
      draft.status = token;
    }
    return draft;
  }
}
