package io.codedeveloper.roadmap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A roadmap as it was read: its text, unchanged to the last byte, and what could be understood of
/// it.
public final class Roadmap {
  private final SourceText source;
  private final Contents contents;

  /// @param named ids in a section titled TOP PRIORITY or CURRENT PRIORITY, in the order of their
  ///   mention
  /// @param byId priorities by their canonical id, and by the one that begins their title
  ///   (`PRIORITY 12: US-047 - …`)
  /// @param openById of these the first two that are not complete
  /// @param understood how many priorities have a status that is understood
  record Contents(
      List<Priority> priorities,
      List<RoadmapProblem> problems,
      List<PriorityId> named,
      Map<String, StatusSpot> spots,
      Map<String, List<Priority>> byId,
      Map<String, List<Priority>> openById,
      int understood) {
    Contents {
      priorities = List.copyOf(priorities);
      problems = List.copyOf(problems);
      named = List.copyOf(named);
      spots = Map.copyOf(spots);
      byId = Map.copyOf(byId);
      openById = Map.copyOf(openById);
    }
  }

  Roadmap(SourceText source, Contents contents) {
    this.source = source;
    this.contents = contents;
  }

  /// The text exactly as it was read, byte order mark and line endings included.
  public String print() {
    return source.text();
  }

  /// The text as the UTF-8 bytes it was read from.
  public byte[] bytes() {
    return source.text().getBytes(StandardCharsets.UTF_8);
  }

  /// The priorities in the order of the file.
  public List<Priority> priorities() {
    return contents.priorities();
  }

  /// What could not be understood, by line.
  public List<RoadmapProblem> problems() {
    return contents.problems();
  }

  /// The priority with that key, empty when there is none.
  public Optional<Priority> byKey(String key) {
    return priorities().stream().filter(priority -> priority.key().equals(key)).findFirst();
  }

  /// The priorities that an id means: those that bear it, else those whose title begins with it.
  public List<Priority> named(PriorityId id) {
    return contents.byId().getOrDefault(id.canonical(), List.of());
  }

  /// The ids that the file itself puts first, in the order of their mention.
  public List<PriorityId> putFirst() {
    return contents.named();
  }

  /// False when no priority was found, none with a status that is understood, or a merge conflict
  /// was left in the text.
  public boolean isUnderstood() {
    return contents.understood() > 0;
  }

  /// One that bears the id, is not that priority itself and is not complete.
  Optional<Priority> openBearer(PriorityId id, Priority except) {
    return contents.openById().getOrDefault(id.canonical(), List.of()).stream()
        .filter(one -> one != except)
        .findFirst();
  }

  Optional<StatusSpot> spot(Priority priority) {
    return Optional.ofNullable(contents.spots().get(priority.key()));
  }

  SourceText source() {
    return source;
  }
}
