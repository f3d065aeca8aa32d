package io.codedeveloper.reliability.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A page of Markdown that grows.
final class Markdown {
  private final List<String> lines = new ArrayList<>();

  Markdown heading(String text) {
    return line("## " + text).line("");
  }

  Markdown paragraph(String text) {
    return line(text).line("");
  }

  Markdown line(String text) {
    lines.add(text);
    return this;
  }

  /// A table; nothing where there are no rows.
  Markdown table(List<String> head, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return this;
    }
    line(row(head));
    line(row(head.stream().map(cell -> "---").toList()));
    rows.forEach(cells -> line(row(cells)));
    return line("");
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  String text() {
    return String.join("\n", lines).strip() + "\n";
  }
}
