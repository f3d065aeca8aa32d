package io.codedeveloper.roadmap;

import io.codedeveloper.roadmap.StatusToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a status from text such as `✅ **MVP COMPLETE** (2025-10-10)`.
///
/// The first segment decides; what follows in brackets or after a dash comments on it, except that
/// "blocked" there stops what would else be started. Words and emoji that contradict each other
/// never make more of it than planned or in progress. Struck text is not read.
final class StatusReader {
  private static final Set<String> PARTLY =
      Set.of(
          "partially",
          "partly",
          "partial",
          "mostly",
          "nearly",
          "almost",
          "half",
          "presque",
          "partiellement",
          "quasi");
  private static final Set<String> NOT =
      Set.of(
          "not",
          "yet",
          "never",
          "no",
          "longer",
          "non",
          "pas",
          "plus",
          "jamais",
          "be",
          "etre",
          "was",
          "previously",
          "formerly",
          "etait");

  /// A marked text of so few words is a status even if the status word is not its first: `✅ MVP
  /// COMPLETE`.
  private static final int SHORT = 3;

  private StatusReader() {}

  /// The status that this part of a line says, empty when nothing is written there.
  static Optional<StatusReading> read(String text, int from, int to) {
    var tokens = afterArrow(StatusToken.read(text, from, to));
    var segments = segments(tokens);
    if (segments.isEmpty()) {
      var start = PlainText.skipBlanks(text, from, to);
      var end = PlainText.trimEnd(text, start, to);
      return start == end
          ? Optional.empty()
          : Optional.of(new StatusReading(PriorityStatus.OTHER, false, start, end));
    }
    return Optional.of(unlessBlocked(decide(segments), tokens));
  }

  /// The status at the beginning of this part of a line, when it begins with an emoji that stands
  /// for one.
  static Optional<StatusReading> readMarked(String text, int from, int to) {
    var segments = segments(StatusToken.read(text, from, to));
    if (segments.isEmpty() || segments.getFirst().getFirst().kind() != Kind.MARK) {
      return Optional.empty();
    }
    var head = segments.getFirst();
    var words = words(head);
    var nothingFollows = words(StatusToken.read(text, head.getLast().end(), to)).isEmpty();
    var says =
        StatusPhrase.in(words).stream()
            .anyMatch(phrase -> phrase.first() == 0 || words.size() <= SHORT);
    return says || words.isEmpty() && nothingFollows
        ? segmentStatus(head).map(status -> reading(status, head.getFirst(), head.getLast()))
        : Optional.empty();
  }

  /// The status when this part of a line consists of a status phrase and nothing else.
  static Optional<StatusReading> readExact(String text, int from, int to) {
    var segments = segments(StatusToken.read(text, from, to));
    if (segments.size() != 1
        || wordTokens(segments.getFirst()).size() != segments.getFirst().size()) {
      return Optional.empty();
    }
    var words = segments.getFirst();
    return wholePhrase(words).map(status -> reading(status, words.getFirst(), words.getLast()));
  }

  private static StatusReading decide(List<List<StatusToken>> segments) {
    var head = segments.getFirst();
    var status = segmentStatus(head);
    if (status.isPresent()) {
      return reading(status.get(), head.getFirst(), head.getLast());
    }
    for (var segment : segments.subList(1, segments.size())) {
      var later =
          segment.getFirst().kind() == Kind.MARK ? segmentStatus(segment) : wholePhrase(segment);
      if (later.isPresent()) {
        return reading(later.get(), head.getFirst(), segment.getLast());
      }
    }
    return new StatusReading(
        PriorityStatus.OTHER, false, head.getFirst().start(), head.getLast().end());
  }

  private static StatusReading reading(PriorityStatus status, StatusToken first, StatusToken last) {
    return new StatusReading(status, true, first.start(), last.end());
  }

  private static Optional<PriorityStatus> segmentStatus(List<StatusToken> segment) {
    var worded = wordedStatus(words(segment));
    var mark = segment.stream().filter(token -> token.kind() == Kind.MARK).findFirst();
    if (mark.isEmpty()) {
      return worded;
    }
    var marked = mark.get().markedStatus();
    return bare(segment) ? Optional.of(marked) : reconciled(marked, worded, segment);
  }

  private static Optional<PriorityStatus> reconciled(
      PriorityStatus marked, Optional<PriorityStatus> worded, List<StatusToken> segment) {
    return switch (marked) {
      case BLOCKED -> Optional.of(PriorityStatus.BLOCKED);
      case IN_PROGRESS ->
          worded
              .filter(word -> word == PriorityStatus.BLOCKED || word == PriorityStatus.OTHER)
              .or(() -> Optional.of(PriorityStatus.IN_PROGRESS));
      case MANUAL_REVIEW ->
          worded
              .filter(word -> word == PriorityStatus.IN_PROGRESS)
              .or(() -> Optional.of(PriorityStatus.MANUAL_REVIEW));
      case PLANNED ->
          worded.map(word ->
              word == PriorityStatus.COMPLETE && wholePhrase(wordTokens(segment)).isEmpty()
                  ? marked
                  : word);
      case COMPLETE, OTHER -> worded;
    };
  }

  private static Optional<PriorityStatus> wordedStatus(List<String> words) {
    PriorityStatus said = null;
    for (var phrase : StatusPhrase.in(words)) {
      var status = phrase.status();
      if (status == PriorityStatus.COMPLETE || status == PriorityStatus.BLOCKED) {
        if (phrase.first() > 0 && NOT.contains(words.get(phrase.first() - 1))) {
          continue;
        }
      }
      if (status == PriorityStatus.COMPLETE && isPartial(words)) {
        status = PriorityStatus.IN_PROGRESS;
      }
      if (said == null || said == PriorityStatus.COMPLETE && status == PriorityStatus.IN_PROGRESS) {
        said = status;
      }
    }
    return Optional.ofNullable(said);
  }

  private static boolean isPartial(List<String> words) {
    return words.stream()
        .anyMatch(word ->
            PARTLY.contains(word) || word.length() > 1 && word.length() < 4 && word.endsWith("%"));
  }

  private static Optional<PriorityStatus> wholePhrase(List<StatusToken> segment) {
    var words = words(segment);
    return words.isEmpty()
        ? Optional.empty()
        : StatusPhrase.startingAt(words, 0)
            .filter(phrase -> phrase.length() == words.size())
            .map(StatusPhrase::status);
  }

  private static StatusReading unlessBlocked(StatusReading reading, List<StatusToken> tokens) {
    if (reading.status() != PriorityStatus.PLANNED
        && reading.status() != PriorityStatus.IN_PROGRESS) {
      return reading;
    }
    var words = words(tokens);
    for (var i = 0; i < words.size(); i++) {
      var blocked = words.get(i).equals("blocked") || words.get(i).startsWith("bloque");
      var denied = i > 0 && NOT.contains(words.get(i - 1));
      if (blocked && !denied) {
        return new StatusReading(PriorityStatus.BLOCKED, true, reading.start(), reading.end());
      }
    }
    return reading;
  }

  private static List<StatusToken> afterArrow(List<StatusToken> tokens) {
    for (var i = tokens.size() - 1; i > 0; i--) {
      if (tokens.get(i).kind() == Kind.ARROW) {
        var after = segments(tokens.subList(i + 1, tokens.size()));
        if (!after.isEmpty() && segmentStatus(after.getFirst()).isPresent()) {
          return tokens.subList(i + 1, tokens.size());
        }
      }
    }
    return tokens;
  }

  private static List<List<StatusToken>> segments(List<StatusToken> tokens) {
    var segments = new ArrayList<List<StatusToken>>();
    var current = new ArrayList<StatusToken>();
    for (var token : tokens) {
      if (token.kind() == Kind.MARK || token.kind() == Kind.WORD) {
        current.add(token);
      } else if (!current.isEmpty()) {
        segments.add(List.copyOf(current));
        current.clear();
      }
    }
    if (!current.isEmpty()) {
      segments.add(List.copyOf(current));
    }
    return segments;
  }

  private static boolean bare(List<StatusToken> segment) {
    return words(segment).isEmpty();
  }

  private static List<StatusToken> wordTokens(List<StatusToken> tokens) {
    return tokens.stream().filter(token -> token.kind() == Kind.WORD).toList();
  }

  private static List<String> words(List<StatusToken> tokens) {
    return wordTokens(tokens).stream().map(StatusToken::text).toList();
  }
}
