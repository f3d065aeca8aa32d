package io.codedeveloper.roadmap;

/// What the character between the brackets of a checkbox says.
final class Checkbox {
  private Checkbox() {}

  static PriorityStatus status(char mark) {
    return switch (mark) {
      case 'x', 'X', '✓', '✔' -> PriorityStatus.COMPLETE;
      case '/', '-', '~', '>' -> PriorityStatus.IN_PROGRESS;
      case '!' -> PriorityStatus.BLOCKED;
      case ' ' -> PriorityStatus.PLANNED;
      default -> PriorityStatus.OTHER;
    };
  }

  /// Makes the checkbox whose mark is in that column the draft's status.
  static void apply(Draft draft, char mark, int column) {
    draft.status = new StatusReading(status(mark), true, column, column + 1);
    draft.spot = new StatusSpot(draft.line, column, column + 1, true, false);
    draft.statusText = "[" + mark + "]";
  }
}
