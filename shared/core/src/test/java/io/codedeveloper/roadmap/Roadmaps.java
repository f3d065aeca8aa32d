package io.codedeveloper.roadmap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// What the tests of this package share: fixtures and a short way to say what was read.
final class Roadmaps {
  private Roadmaps() {}

  static Roadmap parse(String text) {
    return new RoadmapParser().parse(text);
  }

  static Roadmap fixture(String name) {
    return new RoadmapParser().parse(bytes(name), name);
  }

  static byte[] bytes(String name) {
    try (var stream = Roadmaps.class.getResourceAsStream("/roadmaps/" + name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Priority only(String text) {
    return parse(text).priorities().getFirst();
  }

  /// One line each: `line | id | title | status`.
  static List<String> items(Roadmap roadmap) {
    return roadmap.priorities().stream()
        .map(one ->
            one.line() + " | " + one.id() + " | " + one.title() + " | " + one.status().wire())
        .toList();
  }

  static List<String> problems(Roadmap roadmap) {
    return roadmap.problems().stream()
        .map(problem -> problem.line() + ": " + problem.message())
        .toList();
  }

  static NextPriority next(Roadmap roadmap) {
    return new RoadmapSelector(Eligibility.BY_FILE_ALONE).next(roadmap);
  }
}
