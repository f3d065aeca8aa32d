package io.codedeveloper.cli.edit;

import io.codedeveloper.roadmap.RoadmapMerge.MergeResult.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The places of a text that two people changed.
final class Conflicts {
  private static final List<String> MARKERS = List.of("<<<<<<< ours", ">>>>>>> theirs");

  private Conflicts() {}

  /// The number, from 1, of the first line that is a marker of a conflict.
  static Optional<Integer> firstMarker(String text) {
    var lines = text.lines().toList();
    return IntStream.range(0, lines.size())
        .filter(at -> MARKERS.contains(lines.get(at)))
        .mapToObj(at -> at + 1)
        .findFirst();
  }

  /// Where the places are in the text that both began with.
  static String where(List<Place> places) {
    return places.stream()
        .map(place -> String.valueOf(place.line()))
        .collect(Collectors.joining(", ", places.size() == 1 ? "line " : "lines ", ""));
  }
}
