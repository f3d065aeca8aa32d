package io.codedeveloper.simulation.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// What a person does to a roadmap: other lines, the text or status of a priority, its place, a new
/// one, or one less.
final class RoadmapChange {
  private static final String HEADING = "### ";

  private final RandomGenerator random;
  private final int nextNumber;

  /// @param nextNumber for a new priority
  RoadmapChange(RandomGenerator random, int nextNumber) {
    this.random = random;
    this.nextNumber = nextNumber;
  }

  /// The changed text, with a mark in it that no other text has.
  String of(String text, String mark) {
    var parts = parts(text);
    if (parts.size() < 2) {
      return text + "\n" + mark + "\n";
    }
    var one = random.nextInt(1, parts.size());
    switch (random.nextInt(8)) {
      case 0 -> parts.set(one, parts.get(one).strip() + "\n\nMore of it. " + mark + "\n\n");
      case 1 -> parts.set(one, replacedStatus(parts.get(one)) + mark + "\n\n");
      case 2 -> {
        parts.addLast(parts.remove(one).stripTrailing() + "\n" + mark + "\n\n");
      }
      case 3 ->
          parts.addLast(Scenario.priority(nextNumber, "Planned").strip() + "\n" + mark + "\n");
      case 4 -> {
        if (parts.size() > 2) {
          parts.remove(one);
        }
        parts.set(0, parts.getFirst().stripTrailing() + "\n" + mark + "\n\n");
      }
      default -> parts.set(0, parts.getFirst().stripTrailing() + "\n" + mark + "\n\n");
    }
    return parts.stream().map(RoadmapChange::ended).collect(Collectors.joining());
  }

  private String replacedStatus(String part) {
    var status =
        List.of("✅ Complete", "🚫 Blocked", "⏸️ Paused", "📝 Planned").get(random.nextInt(4));
    return ended(part.replaceFirst("\\*\\*Status\\*\\*: .*", "**Status**: " + status));
  }

  private static String ended(String part) {
    return part.endsWith("\n") ? part : part + "\n";
  }

  private static List<String> parts(String text) {
    return new ArrayList<>(Arrays.asList(text.split("(?m)(?=^" + HEADING + ")")));
  }
}
