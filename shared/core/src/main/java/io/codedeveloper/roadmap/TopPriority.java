package io.codedeveloper.roadmap;

import io.codedeveloper.roadmap.OutlineLine.Heading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads which ids the file itself puts first: those in a section titled TOP PRIORITY or CURRENT PRIORITY.
final class TopPriority {
  private static final List<String> TITLES =
      List.of("top priority", "current priority", "top priorite", "priorite actuelle", "priorite courante", "priorite en cours", "priorite absolue");

  private TopPriority() {}

  /// The ids in the order of their mention; a heading that is a priority itself opens no such section.
  static List<PriorityId> read(SourceText source, List<OutlineLine> outline, List<Draft> drafts) {
    var priorities = drafts.stream().map(draft -> draft.index).collect(Collectors.toSet());
    var named = new ArrayList<PriorityId>();
    for (var i = 0; i < outline.size(); i++) {
      if (outline.get(i) instanceof Heading heading && puts(heading, priorities.contains(i))) {
        i = readSection(source, outline, i, heading.level(), named);
      }
    }
    return named.stream().distinct().toList();
  }

  private static boolean puts(Heading heading, boolean isPriority) {
    var text = heading.text();
    var label = isPriority ? text.substring(0, Math.max(0, text.indexOf(':'))) : text;
    var title = PlainText.of(label);
    return heading.level() > 1 && TITLES.stream().anyMatch(title::contains);
  }

  private static int readSection(
      SourceText source, List<OutlineLine> outline, int start, int level, List<PriorityId> named) {
    var i = start;
    do {
      if (!(outline.get(i) instanceof OutlineLine.Hidden)) {
        var line = source.line(outline.get(i).line());
        IdReader.all(line, 0, line.length()).forEach(found -> named.add(found.id()));
      }
      i++;
    } while (i < outline.size() && !(outline.get(i) instanceof Heading heading && heading.level() <= level));
    return i - 1;
  }
}
