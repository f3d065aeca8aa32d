package io.codedeveloper.roadmap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// Finds which lines of one text are still there in another, in order: by common beginnings and
/// ends, and between them by the lines that stand once in both ("patience").
///
/// Work grows as n log n with the number of lines for each level of anchors. Texts that are made to
/// have as many levels as lines are matched as far as a bounded effort goes: what is left counts as
/// changed.
final class LineMatch {
  /// How often a line is looked for, in the mean; usual texts need a few levels.
  private static final long LEVELS = 32;

  private record Range(int oldFrom, int oldTo, int newFrom, int newTo) {
    int lines() {
      return oldTo - oldFrom + newTo - newFrom;
    }
  }

  private record Anchor(int old, int changed) {}

  private final List<String> old;
  private final List<String> changed;
  private final int[] matches;
  private final ArrayDeque<Range> open = new ArrayDeque<>();

  private LineMatch(List<String> old, List<String> changed) {
    this.old = old;
    this.changed = changed;
    this.matches = new int[old.size()];
    Arrays.fill(matches, -1);
  }

  /// For each old line its index in the changed text, -1 where it is gone.
  static int[] of(List<String> old, List<String> changed) {
    var match = new LineMatch(old, changed);
    var whole = new Range(0, old.size(), 0, changed.size());
    var effort = LEVELS * whole.lines();
    match.open.push(whole);
    while (!match.open.isEmpty()) {
      var range = match.trimmed(match.open.pop());
      effort -= range.lines();
      if (effort >= 0) {
        match.anchor(range);
      }
    }
    return match.matches;
  }

  private Range trimmed(Range range) {
    var oldFrom = range.oldFrom();
    var newFrom = range.newFrom();
    while (oldFrom < range.oldTo()
        && newFrom < range.newTo()
        && old.get(oldFrom).equals(changed.get(newFrom))) {
      matches[oldFrom++] = newFrom++;
    }
    var oldTo = range.oldTo();
    var newTo = range.newTo();
    while (oldTo > oldFrom
        && newTo > newFrom
        && old.get(oldTo - 1).equals(changed.get(newTo - 1))) {
      matches[--oldTo] = --newTo;
    }
    return new Range(oldFrom, oldTo, newFrom, newTo);
  }

  private void anchor(Range range) {
    var oldFrom = range.oldFrom();
    var newFrom = range.newFrom();
    for (var anchor : rising(unique(range))) {
      matches[anchor.old()] = anchor.changed();
      open.push(new Range(oldFrom, anchor.old(), newFrom, anchor.changed()));
      oldFrom = anchor.old() + 1;
      newFrom = anchor.changed() + 1;
    }
    if (oldFrom > range.oldFrom()) {
      open.push(new Range(oldFrom, range.oldTo(), newFrom, range.newTo()));
    }
  }

  /// The lines that stand once in each part, in the order of the old text.
  private List<Anchor> unique(Range range) {
    var places = new HashMap<String, Integer>();
    for (var i = range.newFrom(); i < range.newTo(); i++) {
      places.merge(changed.get(i), i, (first, again) -> -1);
    }
    var times = new HashMap<String, Integer>();
    for (var i = range.oldFrom(); i < range.oldTo(); i++) {
      times.merge(old.get(i), 1, Integer::sum);
    }
    var anchors = new ArrayList<Anchor>();
    for (var i = range.oldFrom(); i < range.oldTo(); i++) {
      var place = places.getOrDefault(old.get(i), -1);
      if (place >= 0 && times.getOrDefault(old.get(i), 0) == 1) {
        anchors.add(new Anchor(i, place));
      }
    }
    return anchors;
  }

  /// The longest run of anchors that rises in both texts.
  private static List<Anchor> rising(List<Anchor> anchors) {
    var tops = new ArrayList<Integer>();
    var before = new int[anchors.size()];
    for (var i = 0; i < anchors.size(); i++) {
      var pile = pile(anchors, tops, anchors.get(i).changed());
      before[i] = pile == 0 ? -1 : tops.get(pile - 1);
      if (pile == tops.size()) {
        tops.add(i);
      } else {
        tops.set(pile, i);
      }
    }
    var run = new ArrayList<Anchor>();
    for (var i = tops.isEmpty() ? -1 : tops.getLast(); i >= 0; i = before[i]) {
      run.add(anchors.get(i));
    }
    return run.reversed();
  }

  private static int pile(List<Anchor> anchors, List<Integer> tops, int place) {
    var low = 0;
    var high = tops.size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (anchors.get(tops.get(middle)).changed() < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
