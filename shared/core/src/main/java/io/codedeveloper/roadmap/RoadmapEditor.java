package io.codedeveloper.roadmap;

import java.util.Optional;

/// Changes the status of one priority in a roadmap's text, and nothing else.
///
/// A change touches one line. It is made only if reading the new text again shows the same
/// priorities with exactly that one status changed; otherwise it is refused and the text stays as
/// it is.
public final class RoadmapEditor {
  /// What became of a change.
  public sealed interface EditResult {
    /// The change was made.
    ///
    /// @param line that was changed, counted from 1
    /// @param sectionChanged true when the priority's text is no longer the one that was expected
    record Changed(Roadmap roadmap, int line, boolean sectionChanged) implements EditResult {}

    /// The priority has that status already.
    record AlreadySo(Roadmap roadmap) implements EditResult {}

    /// The text is not what was expected, or cannot say that status; nothing was changed.
    record Refused(String reason) implements EditResult {}
  }

  private final RoadmapParser parser;

  public RoadmapEditor(RoadmapParser parser) {
    this.parser = parser;
  }

  /// Gives a priority another status.
  ///
  /// @param current the roadmap as it is now
  /// @param expected the priority as it was when the work on it began
  public EditResult changeStatus(Roadmap current, Priority expected, PriorityStatus wanted) {
    var found = current.byKey(expected.key());
    if (found.isEmpty()) {
      return refused(expected.name() + " is no longer in the roadmap, or not as it was");
    }
    var priority = found.get();
    if (priority.status() == wanted) {
      return new EditResult.AlreadySo(current);
    }
    if (priority.status() != expected.status()) {
      return refused(
          priority.name()
              + " in line "
              + priority.line()
              + " is "
              + priority.status().wire()
              + " by now, not "
              + expected.status().wire());
    }
    var spot = current.spot(priority);
    if (spot.isEmpty()) {
      return refused(
          priority.name()
              + " in line "
              + priority.line()
              + " has no status to change: add a line **Status**: 📝 Planned under it");
    }
    return replacement(current, spot.get(), wanted)
        .map(text ->
            change(
                current,
                priority,
                spot.get(),
                text,
                wanted,
                !priority.textHash().equals(expected.textHash())))
        .orElseGet(() ->
            refused(
                "the status of "
                    + priority.name()
                    + " in line "
                    + (spot.get().line() + 1)
                    + " cannot say "
                    + wanted.wire()));
  }

  private EditResult change(
      Roadmap current,
      Priority priority,
      StatusSpot spot,
      String replacement,
      PriorityStatus wanted,
      boolean sectionChanged) {
    var source = current.source();
    var text = new StringBuilder(source.text());
    text.replace(
        source.offset(spot.line(), spot.start()),
        source.offset(spot.line(), spot.end()),
        replacement);
    var edited = parser.parse(text.toString());
    if (!differsOnlyInStatus(current, edited, priority, wanted)) {
      return refused(
          "writing "
              + wanted.wire()
              + " into line "
              + (spot.line() + 1)
              + " would not be read as the status of "
              + priority.name()
              + ": “"
              + source.line(spot.line()).strip()
              + "”");
    }
    return new EditResult.Changed(edited, spot.line() + 1, sectionChanged);
  }

  private static boolean differsOnlyInStatus(
      Roadmap before, Roadmap after, Priority changed, PriorityStatus wanted) {
    if (before.priorities().size() != after.priorities().size()
        || before.source().lineCount() != after.source().lineCount()) {
      return false;
    }
    for (var i = 0; i < before.priorities().size(); i++) {
      var old = before.priorities().get(i);
      var now = after.priorities().get(i);
      var status = old == changed ? wanted : old.status();
      var same =
          old.id().equals(now.id())
              && old.key().equals(now.key())
              && old.title().equals(now.title())
              && old.line() == now.line();
      if (!same || now.status() != status) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> replacement(
      Roadmap current, StatusSpot spot, PriorityStatus wanted) {
    if (spot.checkbox()) {
      return wanted.checkbox().map(String::valueOf);
    }
    if (wanted == PriorityStatus.OTHER) {
      return Optional.empty();
    }
    var old = current.source().line(spot.line()).substring(spot.start(), spot.end());
    var words = old.codePoints().anyMatch(Character::isLetter);
    var marked = old.codePoints().anyMatch(StatusToken::isMark) || !words;
    var opened = count(old, "**") % 2 == 1 ? "**" : "";
    return Optional.of(
        (marked ? wanted.emoji() : "")
            + (marked && words ? " " : "")
            + opened
            + (words ? wanted.words(spot.french()) : ""));
  }

  private static int count(String text, String mark) {
    var count = 0;
    for (var at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length())) {
      count++;
    }
    return count;
  }

  private static EditResult refused(String reason) {
    return new EditResult.Refused(reason);
  }
}
