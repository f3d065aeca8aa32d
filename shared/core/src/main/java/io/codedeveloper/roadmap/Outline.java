package io.codedeveloper.roadmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// The lines of a Markdown document that can mean something to a roadmap, in the document's order.
///
/// The block structure is commonmark-java's. Inline syntax is not parsed: the few forms that matter
/// are read by our own scanners, and documents made to explode an inline parser cannot.
final class Outline extends AbstractVisitor {
  /// Deeper nesting is read as text; it bounds the work per line and the depth of the visit.
  private static final int DEEPEST = 64;

  private static final Parser PARSER =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(DEEPEST)
          .inlineParserFactory(context -> (lines, node) -> {})
          .build();

  private final SourceText source;
  private final List<OutlineLine> lines = new ArrayList<>();
  private int depth;
  private int itemLastLine;
  private boolean itemBegins;

  private Outline(SourceText source) {
    this.source = source;
  }

  static List<OutlineLine> of(SourceText source) {
    var outline = new Outline(source);
    PARSER.parse(source.body()).accept(outline);
    return List.copyOf(outline.lines);
  }

  @Override
  public void visit(BlockQuote quote) {
    itemBegins = false;
  }

  @Override
  public void visit(ListItem item) {
    depth++;
    itemBegins = true;
    itemLastLine = last(item).getLineIndex();
    visitChildren(item);
    itemBegins = false;
    depth--;
  }

  @Override
  public void visit(Paragraph paragraph) {
    for (var span : paragraph.getSourceSpans()) {
      addText(span);
    }
  }

  @Override
  public void visit(Heading heading) {
    itemBegins = false;
    var spans = heading.getSourceSpans();
    var first = spans.getFirst();
    if (spans.size() == 1) {
      addAtx(first, heading.getLevel());
    } else if (spans.size() == 2 && !isField(first)) {
      var text =
          source.line(first.getLineIndex()).substring(first.getColumnIndex()).stripTrailing();
      addHeading(first.getLineIndex(), first.getColumnIndex(), heading.getLevel(), text);
    } else {
      // A rule drawn right under a paragraph makes all of it a heading; its author meant the
      // paragraph.
      spans.subList(0, spans.size() - 1).forEach(this::addText);
    }
  }

  @Override
  public void visit(FencedCodeBlock fence) {
    var info = fence.getInfo() == null ? "" : fence.getInfo().strip().toLowerCase(Locale.ROOT);
    var example = info.isEmpty() || info.startsWith("md") || info.startsWith("markdown");
    addHidden(fence, "code fence", fence.getClosingFenceLength() != null, example);
  }

  @Override
  public void visit(HtmlBlock html) {
    var start = html.getLiteral().stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!--")) {
      addHidden(html, "HTML comment", start.contains("-->"), true);
    }
    for (var tag : List.of("pre", "script", "style", "textarea")) {
      if (start.startsWith("<" + tag)) {
        addHidden(html, "HTML element <" + tag + ">", start.contains("</" + tag + ">"), true);
      }
    }
  }

  private void addAtx(SourceSpan span, int level) {
    var line = source.line(span.getLineIndex());
    var marks = PlainText.skipBlanks(line, span.getColumnIndex(), line.length());
    var start = PlainText.skipBlanks(line, marks + level, line.length());
    var end = PlainText.trimEnd(line, start, line.length());
    var closing = end;
    while (closing > start && line.charAt(closing - 1) == '#') {
      closing--;
    }
    if (closing == start || PlainText.isBlank(line.charAt(closing - 1))) {
      end = PlainText.trimEnd(line, start, closing);
    }
    addHeading(span.getLineIndex(), start, level, line.substring(start, end));
  }

  private void addHeading(int line, int column, int level, String text) {
    var read = text.substring(0, Math.min(text.length(), SourceText.LONGEST_READ));
    lines.add(new OutlineLine.Heading(line, column, level, read));
  }

  private void addText(SourceSpan span) {
    var line = source.line(span.getLineIndex());
    var column = span.getColumnIndex();
    var task = itemBegins && isCheckbox(line, column);
    itemBegins = false;
    if (task) {
      var text = PlainText.skipBlanks(line, column + 3, line.length());
      lines.add(new OutlineLine.Task(span.getLineIndex(), column + 1, text, depth, itemLastLine));
    } else {
      lines.add(new OutlineLine.Text(span.getLineIndex(), column, depth));
    }
  }

  private void addHidden(Block block, String opening, boolean closed, boolean example) {
    itemBegins = false;
    var first = block.getSourceSpans().getFirst().getLineIndex();
    lines.add(new OutlineLine.Hidden(first, last(block).getLineIndex(), opening, closed, example));
  }

  private boolean isField(SourceSpan span) {
    var line = source.line(span.getLineIndex());
    return FieldLine.read(line, span.getColumnIndex(), line.length())
        .filter(FieldLine::isKnown)
        .isPresent();
  }

  static boolean isCheckbox(String line, int column) {
    return column + 3 <= line.length()
        && line.charAt(column) == '['
        && line.charAt(column + 2) == ']'
        && " xX/!~->?✓✔".indexOf(line.charAt(column + 1)) >= 0;
  }

  private static SourceSpan last(Block block) {
    return block.getSourceSpans().getLast();
  }
}
