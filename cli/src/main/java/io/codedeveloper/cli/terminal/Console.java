package io.codedeveloper.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Where a command talks: results to `out`, problems and advice to `err`.
public final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final Look look;

  public Console(PrintStream out, PrintStream err, Look look) {
    this.out = out;
    this.err = err;
    this.look = look;
  }

  public Look look() {
    return look;
  }

  /// Where help goes, which is made of this program's own words only.
  public PrintStream resultStream() {
    return out;
  }

  public void line(Line line) {
    print(out, line);
  }

  public void line(String text) {
    line(Line.of(text));
  }

  /// A line that a terminal shows as one: what does not fit is cut there. In a pipe nothing is.
  public void fitted(Line line) {
    line(look.terminal() ? line.fit(look.width()) : line);
  }

  public void blank() {
    line(Line.empty());
  }

  /// Several lines, as they are.
  public void text(String lines) {
    lines.lines().forEach(this::line);
  }

  /// Draws these lines over those that were printed last. Only a terminal with colours can do it.
  ///
  /// @param last how many lines were printed last
  public void replace(int last, List<Line> lines) {
    var width = look.width();
    var text = new StringBuilder(last == 0 ? "" : "\u001b[%dA\u001b[J".formatted(last));
    lines.forEach(line -> text.append(line.fit(width).coloured()).append('\n'));
    out.print(text);
    out.flush();
  }

  /// JSON on one line.
  public void jsonLine(Object value) {
    out.println(Printable.ofJson(Json.COMPACT.toJson(value)));
    out.flush();
  }

  /// JSON that a program reads; characters that could steer a terminal are escaped in it.
  public void json(Object value) {
    out.println(Printable.ofJson(Json.PRETTY.toJson(value)));
    out.flush();
  }

  /// What went wrong, on standard error.
  public void problem(String text) {
    for (var line : text.lines().toList()) {
      print(err, Line.of(line));
    }
  }

  /// Advice beside the result, on standard error.
  public void hint(Line line) {
    print(err, line);
  }

  /// Prose, broken at blanks to the width that people read well.
  public void prose(String indent, String text) {
    wrap(text, Math.min(look.width(), 100) - DisplayWidth.of(indent))
        .forEach(line -> line(indent + line));
  }

  /// Breaks text at blanks; a word that is longer than a line stays whole.
  public static List<String> wrap(String text, int columns) {
    var lines = new ArrayList<String>();
    for (var paragraph : text.split("\n", -1)) {
      var line = new StringBuilder();
      for (var word : paragraph.strip().split(" +")) {
        if (!line.isEmpty() && DisplayWidth.of(line + " " + word) > columns) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private void print(PrintStream stream, Line line) {
    stream.println(look.colours() ? line.coloured() : line.plain());
    stream.flush();
  }
}
