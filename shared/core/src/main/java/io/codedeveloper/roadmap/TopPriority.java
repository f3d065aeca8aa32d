package io.codedeveloper.roadmap;

import io.codedeveloper.roadmap.OutlineLine.Heading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads which ids the file itself puts first: those in a section titled TOP PRIORITY or CURRENT
/// PRIORITY.
final class TopPriority {
  private static final List<String> TITLES =
      List.of(
          "top priority",
          "current priority",
          "top priorite",
          "priorite actuelle",
          "priorite courante",
          "priorite en cours",
          "priorite absolue");

  private final SourceText source;
  private final List<OutlineLine> outline;
  private final Set<Integer> priorities;
  private final List<PriorityId> named = new ArrayList<>();

  private TopPriority(SourceText source, List<OutlineLine> outline, Set<Integer> priorities) {
    this.source = source;
    this.outline = outline;
    this.priorities = priorities;
  }

  /// The ids in the order of their mention; a heading that is a priority itself opens no such
  /// section.
  static List<PriorityId> read(SourceText source, List<OutlineLine> outline, List<Draft> drafts) {
    var priorities = drafts.stream().map(draft -> draft.index).collect(Collectors.toSet());
    var reader = new TopPriority(source, outline, priorities);
    for (var i = 0; i < outline.size(); i++) {
      if (outline.get(i) instanceof Heading heading && puts(heading, priorities.contains(i))) {
        reader.readSection(i);
      }
    }
    return reader.named.stream().distinct().toList();
  }

  private static boolean puts(Heading heading, boolean isPriority) {
    var text = heading.text();
    var label = isPriority ? text.substring(0, Math.max(0, text.indexOf(':'))) : text;
    var title = PlainText.of(label);
    return heading.level() > 1 && TITLES.stream().anyMatch(title::contains);
  }

  /// Reads up to the next section or priority; a section that names none before puts the priority
  /// it begins with first.
  private void readSection(int start) {
    var before = named.size();
    readIds(start);
    var level = ((Heading) outline.get(start)).level();
    for (var i = start + 1; i < outline.size(); i++) {
      var next = outline.get(i) instanceof Heading heading && heading.level() <= level;
      var priority = priorities.contains(i);
      if (!next && (!priority || named.size() == before)) {
        readIds(i);
      }
      if (next || priority) {
        return;
      }
    }
  }

  private void readIds(int index) {
    if (!(outline.get(index) instanceof OutlineLine.Hidden)) {
      var line = source.line(outline.get(index).line());
      IdReader.all(line, 0, Math.min(line.length(), SourceText.LONGEST_READ))
          .forEach(found -> named.add(found.id()));
    }
  }
}
