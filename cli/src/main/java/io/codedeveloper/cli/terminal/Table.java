package io.codedeveloper.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Rows under headings. On a terminal the last column is cut to the width; in a pipe nothing is.
public final class Table {
  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<List<Line>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  public Table row(Line... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "%d cells for %d headings".formatted(cells.length, headings.size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  public void printTo(Console console) {
    var widths = widths();
    var head = Line.empty();
    for (var column = 0; column < headings.size(); column++) {
      head = head.dim(padding(column, widths, headings.get(column)));
    }
    console.line(head);
    for (var row : rows) {
      console.line(row(row, widths, console.look()));
    }
  }

  private Line row(List<Line> row, int[] widths, Look look) {
    var line = Line.empty();
    for (var column = 0; column < row.size(); column++) {
      var cell = row.get(column);
      line = line.then(cell);
      if (column < row.size() - 1) {
        line = line.and(" ".repeat(widths[column] - cell.width()) + GAP);
      }
    }
    return look.terminal() ? line.fit(look.width()) : line;
  }

  private static String padding(int column, int[] widths, String text) {
    return column == widths.length - 1
        ? text
        : text + " ".repeat(widths[column] - DisplayWidth.of(text)) + GAP;
  }

  private int[] widths() {
    var widths = new int[headings.size()];
    for (var column = 0; column < widths.length; column++) {
      widths[column] = DisplayWidth.of(headings.get(column));
      for (var row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).width());
      }
    }
    return widths;
  }
}
