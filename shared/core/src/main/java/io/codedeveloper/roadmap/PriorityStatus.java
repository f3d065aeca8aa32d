package io.codedeveloper.roadmap;

import java.util.Arrays;
import java.util.Optional;

/// How far a priority is, as its roadmap says.
public enum PriorityStatus {
  PLANNED("planned", "📝", "Planned", "Planifié", ' '),
  IN_PROGRESS("in_progress", "🔄", "In Progress", "En cours", '/'),
  COMPLETE("complete", "✅", "Complete", "Terminé", 'x'),
  BLOCKED("blocked", "⏸️", "Blocked", "Bloqué", '!'),
  MANUAL_REVIEW("manual_review", "🚧", "Manual Review Required", "Revue manuelle requise", '\0'),
  /// Dropped, postponed, or a text that nobody here understands: never started.
  OTHER("other", "", "", "", '\0');

  private final String wire;
  private final String emoji;
  private final String words;
  private final String frenchWords;
  private final char checkbox;

  PriorityStatus(String wire, String emoji, String words, String frenchWords, char checkbox) {
    this.wire = wire;
    this.emoji = emoji;
    this.words = words;
    this.frenchWords = frenchWords;
    this.checkbox = checkbox;
  }

  /// The name used in JSON and documents.
  public String wire() {
    return wire;
  }

  /// The status of that wire name, empty when there is none.
  public static Optional<PriorityStatus> ofWire(String wire) {
    return Arrays.stream(values()).filter(status -> status.wire.equals(wire)).findFirst();
  }

  String emoji() {
    return emoji;
  }

  String words(boolean french) {
    return french ? frenchWords : words;
  }

  /// The character between the brackets of a checkbox, empty when a checkbox cannot say it.
  Optional<Character> checkbox() {
    return checkbox == '\0' ? Optional.empty() : Optional.of(checkbox);
  }
}
