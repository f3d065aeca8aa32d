package io.codedeveloper.roadmap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A priority while the parser collects what belongs to it; lines are counted from 0.
final class Draft {
  final int index;
  final int line;
  final PriorityId id;
  final String title;
  final boolean dropped;
  final List<PriorityId> dependsOn = new ArrayList<>();
  final List<String> blockedBy = new ArrayList<>();
  final List<PriorityId> parts = new ArrayList<>();
  boolean allOthers;
  boolean optional;
  int lastLine;
  @Nullable StatusReading status;
  @Nullable StatusSpot spot;
  @Nullable StatusSpot secondSpot;
  String statusText = "";

  /// @param index of its heading or checkbox in the outline
  Draft(int index, int line, HeadingReading reading) {
    this.index = index;
    this.line = line;
    this.id = reading.id();
    this.title = reading.title();
    this.dropped = reading.dropped();
    this.lastLine = line;
  }

  boolean isUnderstood() {
    return dropped || status != null && status.understood();
  }

  /// What the text says, except that nothing struck through is ever open.
  PriorityStatus finalStatus() {
    var said = status == null ? PriorityStatus.OTHER : status.status();
    var struckTitle = title.length() > 4 && title.startsWith("~~") && title.endsWith("~~");
    var open = said == PriorityStatus.PLANNED || said == PriorityStatus.IN_PROGRESS;
    return dropped || struckTitle && open ? PriorityStatus.OTHER : said;
  }

  Priority.Needs needs() {
    return new Priority.Needs(
        dependsOn.stream().distinct().toList(),
        blockedBy.stream().distinct().toList(),
        parts,
        allOthers,
        optional);
  }
}
