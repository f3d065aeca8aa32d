package io.codedeveloper.roadmap;

import java.util.ArrayList;
import java.util.List;

/// Merges two edits of one text by lines, against the text both began with.
///
/// Lines are compared with their terminators, so nothing but a line that one side changed is ever
/// touched. Where both sides changed the same place differently, both are kept and the result is a
/// conflict.
public final class RoadmapMerge {
  /// What became of a merge.
  public sealed interface MergeResult {
    /// Both edits are in the text.
    record Merged(String text) implements MergeResult {}

    /// Both sides changed the same places.
    ///
    /// @param marked the text with both sides of each place between conflict markers
    /// @param places what each side made of each place
    record Conflict(String marked, List<Place> places) implements MergeResult {
      public Conflict {
        places = List.copyOf(places);
      }
    }

    /// A place that both sides changed.
    ///
    /// @param line where it begins in the base, counted from 1
    record Place(int line, String ours, String theirs) {}
  }

  private final List<String> base;
  private final List<String> ours;
  private final List<String> theirs;
  private final StringBuilder text = new StringBuilder();
  private final List<MergeResult.Place> places = new ArrayList<>();

  private RoadmapMerge(String base, String ours, String theirs) {
    this.base = lines(base);
    this.ours = lines(ours);
    this.theirs = lines(theirs);
  }

  /// Merges `ours` and `theirs`, which both began as `base`.
  public static MergeResult merge(String base, String ours, String theirs) {
    return new RoadmapMerge(base, ours, theirs).merge();
  }

  private MergeResult merge() {
    var inOurs = LineMatch.of(base, ours);
    var inTheirs = LineMatch.of(base, theirs);
    var fromBase = 0;
    var fromOurs = 0;
    var fromTheirs = 0;
    for (var i = 0; i < base.size(); i++) {
      if (inOurs[i] >= 0 && inTheirs[i] >= 0) {
        place(
            fromBase,
            i,
            ours.subList(fromOurs, inOurs[i]),
            theirs.subList(fromTheirs, inTheirs[i]));
        text.append(base.get(i));
        fromBase = i + 1;
        fromOurs = inOurs[i] + 1;
        fromTheirs = inTheirs[i] + 1;
      }
    }
    place(
        fromBase,
        base.size(),
        ours.subList(fromOurs, ours.size()),
        theirs.subList(fromTheirs, theirs.size()));
    return places.isEmpty()
        ? new MergeResult.Merged(text.toString())
        : new MergeResult.Conflict(text.toString(), places);
  }

  private void place(int from, int to, List<String> our, List<String> their) {
    var old = base.subList(from, to);
    if (our.equals(their) || their.equals(old)) {
      our.forEach(text::append);
    } else if (our.equals(old)) {
      their.forEach(text::append);
    } else {
      var place = new MergeResult.Place(from + 1, String.join("", our), String.join("", their));
      places.add(place);
      text.append(ConflictMarks.OURS + "\n").append(closed(place.ours()));
      text.append(ConflictMarks.MIDDLE + "\n").append(closed(place.theirs()));
      text.append(ConflictMarks.THEIRS + "\n");
    }
  }

  private static String closed(String lines) {
    return lines.isEmpty() || lines.endsWith("\n") || lines.endsWith("\r") ? lines : lines + "\n";
  }

  /// The lines of a text with their ends.
  static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    for (var at = 0; at < text.length(); ) {
      var end = text.indexOf('\n', at);
      var next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(at, next));
      at = next;
    }
    return lines;
  }
}
