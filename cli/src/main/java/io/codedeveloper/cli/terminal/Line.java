package io.codedeveloper.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// One line of styled pieces. Its text may be anybody's: only styles put escape sequences on a
/// terminal.
public final class Line {
  private final List<Piece> pieces;

  private Line(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  private record Piece(Style style, String text) {
    Piece {
      text = Printable.of(text.replace('\n', ' ').replace("\r", ""));
    }
  }

  public static Line of(String text) {
    return of(Style.PLAIN, text);
  }

  public static Line of(Style style, String text) {
    return new Line(List.of(new Piece(style, text)));
  }

  public static Line empty() {
    return new Line(List.of());
  }

  /// This line and one more piece.
  public Line and(Style style, String text) {
    var longer = new ArrayList<>(pieces);
    longer.add(new Piece(style, text));
    return new Line(longer);
  }

  public Line and(String text) {
    return and(Style.PLAIN, text);
  }

  public Line bold(String text) {
    return and(Style.BOLD, text);
  }

  public Line dim(String text) {
    return and(Style.DIM, text);
  }

  /// This line, then another.
  public Line then(Line other) {
    var longer = new ArrayList<>(pieces);
    longer.addAll(other.pieces);
    return new Line(longer);
  }

  /// The columns that it takes.
  public int width() {
    return DisplayWidth.of(plain());
  }

  /// The text without styles.
  public String plain() {
    var text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text));
    return text.toString();
  }

  String coloured() {
    var text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.style.on(piece.text)));
    return text.toString();
  }

  /// At most so many columns of this line.
  Line fit(int columns) {
    if (width() <= columns) {
      return this;
    }
    var kept = new ArrayList<Piece>();
    var left = columns;
    for (var piece : pieces) {
      var text = DisplayWidth.fit(piece.text, left);
      kept.add(new Piece(piece.style, text));
      left -= DisplayWidth.of(text);
      if (!text.equals(piece.text)) {
        return new Line(kept);
      }
      if (left < 1) {
        break;
      }
    }
    return new Line(kept);
  }

  @Override
  public String toString() {
    return plain();
  }
}
