package io.codedeveloper.roadmap;

/// One line of the document that can mean something to a roadmap; lines and columns are counted
/// from 0.
///
/// Quotes, code and comments are not here: by the standard they are not part of what the document
/// itself says.
sealed interface OutlineLine {
  int line();

  /// A heading: its text begins at the column, without the marks around it.
  record Heading(int line, int column, int level, String text) implements OutlineLine {}

  /// A line of ordinary text.
  ///
  /// @param depth in how many lists it stands
  record Text(int line, int column, int depth) implements OutlineLine {}

  /// The first line of a list item with a checkbox.
  ///
  /// @param markColumn where the character between the brackets is
  /// @param column where the text after the checkbox begins
  /// @param lastLine of the whole list item
  record Task(int line, int markColumn, int column, int depth, int lastLine)
      implements OutlineLine {}

  /// A code block or comment, hidden from the document.
  ///
  /// @param opening what hides it, for messages: `code fence`, `HTML comment`
  /// @param closed false when it ends only because its container does
  /// @param example true when it is marked as Markdown or not marked at all
  record Hidden(int line, int lastLine, String opening, boolean closed, boolean example)
      implements OutlineLine {}
}
