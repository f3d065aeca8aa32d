package io.codedeveloper.roadmap;

import io.codedeveloper.roadmap.OutlineLine.Heading;
import io.codedeveloper.roadmap.OutlineLine.Hidden;
import io.codedeveloper.roadmap.OutlineLine.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds what is wrong with the text itself: headings that miss the form, and blocks that hide what
/// follows them.
final class TextProblems {
  /// `PRIORITY:`, `PRIORITY ABC:`, `PRIORITY -1:`, `PRIORITY 3`: meant as a priority and none.
  private static final Pattern MALFORMED =
      Pattern.compile(
          "(?:PRIORITY|PRIORIT[ÉE])(?:\\s{0,3}+:|\\s{1,3}+\\S{1,20}?\\s{0,3}+:|[\\s-]{1,3}+[0-9]).*+",
          Pattern.DOTALL);

  private static final Pattern GLUED = Pattern.compile("#{1,6}+(?=\\S)");
  private static final Pattern HEADING = Pattern.compile("#{1,6}+\\s++");
  private static final String FORM = "write it as ### PRIORITY 1: Title";

  private final SourceText source;
  private final List<OutlineLine> outline;
  private final List<Draft> drafts;
  private final List<RoadmapProblem> problems = new ArrayList<>();

  private TextProblems(SourceText source, List<OutlineLine> outline, List<Draft> drafts) {
    this.source = source;
    this.outline = outline;
    this.drafts = drafts;
  }

  static List<RoadmapProblem> find(
      SourceText source, List<OutlineLine> outline, List<Draft> drafts) {
    var finder = new TextProblems(source, outline, drafts);
    finder.wholeFile();
    finder.conflicts();
    finder.lines();
    return finder.problems;
  }

  private void wholeFile() {
    if (source.body().isBlank()) {
      add(
          0,
          "the roadmap is empty",
          "add a heading such as ### PRIORITY 1: Title and a line **Status**: 📝 Planned");
    } else if (source.line(0).startsWith("version https://git-lfs.github.com/spec/")) {
      add(
          0,
          "this is a Git LFS pointer, not the roadmap itself",
          "keep the roadmap out of Git LFS");
    } else if (source.lineCount() == 1
        && source.line(0).strip().matches("[^\\s#*]{1,250}\\.(?:md|MD|markdown)")) {
      add(
          0,
          "the file holds only the path "
              + source.line(0).strip()
              + ", as a symbolic link that was not followed does",
          "name the file itself as the roadmap");
    } else if (drafts.isEmpty()) {
      add(
          0,
          "no priorities were found",
          FORM + " with a line **Status**: 📝 Planned, or as a list of checkboxes");
    }
  }

  private void conflicts() {
    for (var i = 0; i < source.lineCount(); i++) {
      if (source.isConflict(i)) {
        add(i, "a merge conflict was left in the file", "resolve it and remove the marker lines");
      }
    }
  }

  private void lines() {
    var priorities = drafts.stream().map(draft -> draft.line).collect(Collectors.toSet());
    for (var line : outline) {
      switch (line) {
        case Heading heading when !priorities.contains(heading.line()) -> malformed(heading);
        case Text text -> text(text);
        case Hidden hidden -> hidden(hidden);
        case Heading priority -> {}
        case OutlineLine.Task task -> {}
      }
    }
  }

  private void malformed(Heading heading) {
    var text =
        heading
            .text()
            .substring(FieldLine.skipDecoration(heading.text(), 0, heading.text().length()));
    if (MALFORMED.matcher(text).matches()) {
      add(
          heading.line(),
          "“" + text + "” looks like a priority, but has no number followed by a colon",
          FORM);
    }
  }

  private void text(Text text) {
    var whole = source.line(text.line());
    if (text.column() >= whole.length() || whole.charAt(text.column()) != '#') {
      return;
    }
    var line = whole.substring(text.column());
    var glued = GLUED.matcher(line);
    if (glued.lookingAt() && HeadingReader.read(line.substring(glued.end())).isPresent()) {
      add(
          text.line(),
          "“" + line.strip() + "” is not a heading: there is no blank after " + glued.group(),
          "put a blank after the #");
    }
  }

  private void hidden(Hidden block) {
    var headings = 0;
    var statuses = 0;
    for (var i = block.line(); i <= block.lastLine(); i++) {
      var line = source.read(i);
      var level = PlainText.skipBlanks(line, 0, Math.min(3, line.length()));
      var hashes = HEADING.matcher(line).region(level, line.length());
      if (hashes.lookingAt()) {
        headings += HeadingReader.read(line.substring(hashes.end())).isPresent() ? 1 : 0;
      } else {
        statuses +=
            FieldLine.read(line, 0, line.length()).filter(FieldLine::isStatus).isPresent() ? 1 : 0;
      }
    }
    var count = block.lastLine() - block.line();
    if (!block.closed()) {
      add(
          block.line(),
          "the "
              + block.opening()
              + " opened here is never closed and hides the "
              + (count == 1 ? "line" : count + " lines")
              + " after it, with "
              + headings(headings),
          "close it where the example ends");
    } else if (block.example() && headings > 0 && statuses > 0) {
      add(
          block.line(),
          "the "
              + block.opening()
              + " from here to line "
              + (block.lastLine() + 1)
              + " hides "
              + headings(headings),
          "close it earlier if they are meant to be done");
    }
  }

  private static String headings(long count) {
    return count == 1 ? "the heading of a priority" : count + " headings of priorities";
  }

  private void add(int line, String message, String suggestion) {
    problems.add(new RoadmapProblem(line + 1, message, suggestion));
  }
}
