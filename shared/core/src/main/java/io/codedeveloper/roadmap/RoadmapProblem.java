package io.codedeveloper.roadmap;

/// Something in the roadmap that could not be understood or contradicts itself.
///
/// @param line counted from 1
/// @param message what is wrong
/// @param suggestion what the author can do about it
public record RoadmapProblem(int line, String message, String suggestion) {
  public RoadmapProblem {
    if (line < 1) {
      throw new IllegalArgumentException("lines are counted from 1, not " + line);
    }
  }
}
