package io.codedeveloper.roadmap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes a roadmap of what the parser collected: texts, hashes, keys, and the ids that lead to each
/// priority.
final class Assembly {
  private static final int HASH_LENGTH = 16;

  private final SourceText source;
  private final List<OutlineLine> outline;
  private final List<Draft> drafts;
  private final Map<String, Integer> keys = new HashMap<>();
  private final Map<String, StatusSpot> spots = new HashMap<>();
  private final Map<String, List<Priority>> byId = new HashMap<>();

  private Assembly(SourceText source, List<OutlineLine> outline, List<Draft> drafts) {
    this.source = source;
    this.outline = outline;
    this.drafts = drafts;
  }

  static Roadmap of(SourceText source, List<OutlineLine> outline, List<Draft> drafts) {
    return new Assembly(source, outline, drafts).roadmap();
  }

  private Roadmap roadmap() {
    var times =
        drafts.stream()
            .collect(Collectors.groupingBy(draft -> draft.id.canonical(), Collectors.counting()));
    var priorities = new ArrayList<Priority>();
    for (var draft : drafts) {
      var twice = draft.id.isMissing() || times.getOrDefault(draft.id.canonical(), 0L) > 1;
      priorities.add(priority(draft, twice));
    }
    priorities.stream()
        .filter(priority -> !priority.id().isMissing())
        .forEach(priority -> register(priority.id(), priority));
    var own = Set.copyOf(byId.keySet());
    for (var priority : priorities) {
      alias(priority)
          .filter(alias -> !own.contains(alias.canonical()))
          .ifPresent(alias -> register(alias, priority));
    }
    var named = TopPriority.read(source, outline, drafts);
    var open = new HashMap<String, List<Priority>>();
    byId.forEach((id, bearers) -> open.put(id, openAmong(bearers)));
    var understood =
        source.hasConflict() ? 0 : (int) drafts.stream().filter(Draft::isUnderstood).count();
    var problems = ProblemFinder.find(source, outline, drafts, priorities, byId, open);
    return new Roadmap(
        source, new Roadmap.Contents(priorities, problems, named, spots, byId, open, understood));
  }

  private static List<Priority> openAmong(List<Priority> bearers) {
    return bearers.stream()
        .filter(one -> one.status() != PriorityStatus.COMPLETE)
        .limit(2)
        .toList();
  }

  private Priority priority(Draft draft, boolean hashed) {
    var lastLine = draft.lastLine;
    while (lastLine > draft.line && source.line(lastLine).isBlank()) {
      lastLine--;
    }
    var section = source.lines(draft.line, lastLine);
    var hash = hash(draft, lastLine);
    var key = uniqueKey(draft.id, hashed, hash);
    if (draft.spot != null) {
      spots.put(key, draft.spot);
    }
    return new Priority(
        draft.id,
        key,
        draft.title,
        draft.finalStatus(),
        draft.statusText,
        draft.line + 1,
        draft.needs(),
        section,
        hash);
  }

  private void register(PriorityId id, Priority priority) {
    byId.computeIfAbsent(id.canonical(), canonical -> new ArrayList<>()).add(priority);
  }

  /// The id at the beginning of the title: `PRIORITY 12: US-047 - Title` is also called US-047.
  private static Optional<PriorityId> alias(Priority priority) {
    return HeadingReader.read(priority.title()).map(HeadingReading::id);
  }

  /// The id as a document's name: no slash, no blank, nothing but ASCII.
  private String uniqueKey(PriorityId id, boolean hashed, String hash) {
    var name = new StringBuilder();
    for (var c : id.text().toCharArray()) {
      var plain = PlainText.of(String.valueOf(c));
      var kept = c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-');
      name.append(
          kept ? String.valueOf(c) : plain.isEmpty() ? "-" : plain.toUpperCase(Locale.ROOT));
    }
    var key = hashed ? (name.isEmpty() ? "item" : name) + "@" + hash : name.toString();
    var copy = keys.merge(key, 1, Integer::sum);
    return copy == 1 ? key : key + "-" + copy;
  }

  private String hash(Draft draft, int lastLine) {
    var boxes =
        draft.spot != null && draft.spot.checkbox() ? boxes(draft) : Map.<Integer, Integer>of();
    var digest = sha256();
    for (var i = draft.line; i <= lastLine; i++) {
      var line = new StringBuilder(source.line(i));
      remove(line, i, draft.spot);
      if (draft.secondSpot != draft.spot) {
        remove(line, i, draft.secondSpot);
      }
      var box = boxes.get(i);
      if (box != null && (draft.spot == null || draft.spot.line() != i)) {
        line.deleteCharAt(box);
      }
      digest.update((line.toString().stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
  }

  /// The columns of the checkbox marks inside this one: progress of its parts changes nothing of
  /// its meaning.
  private Map<Integer, Integer> boxes(Draft draft) {
    var boxes = new HashMap<Integer, Integer>();
    for (var i = draft.index; i < outline.size() && outline.get(i).line() <= draft.lastLine; i++) {
      if (outline.get(i) instanceof OutlineLine.Task task) {
        boxes.put(task.line(), task.markColumn());
      }
    }
    return boxes;
  }

  private static void remove(StringBuilder line, int index, @Nullable StatusSpot spot) {
    if (spot != null && spot.line() == index) {
      line.delete(spot.start(), spot.end());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
