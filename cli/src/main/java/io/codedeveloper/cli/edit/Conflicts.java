package io.codedeveloper.cli.edit;

import io.codedeveloper.roadmap.RoadmapMerge.MergeResult.Place;
import java.util.List;
import java.util.stream.Collectors;

/// The places of a text that two people changed.
final class Conflicts {
  private Conflicts() {}

  /// Where the places are in the text that both began with.
  static String where(List<Place> places) {
    return places.stream()
        .map(place -> String.valueOf(place.line()))
        .collect(Collectors.joining(", ", places.size() == 1 ? "line " : "lines ", ""));
  }
}
