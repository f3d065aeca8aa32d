package io.codedeveloper.roadmap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Words that say a status, in English and French, found in a list of plain words.
///
/// @param first index of the first word of the phrase
/// @param length number of words
record StatusPhrase(PriorityStatus status, int first, int length) {
  private static final Map<String, List<Entry>> BY_FIRST_WORD = new HashMap<>();

  private record Entry(PriorityStatus status, List<String> words) {}

  static {
    add(
        PriorityStatus.PLANNED,
        "planned, planifie, planifiee, prevu, prevue, todo, to do, to be done, a faire, not started, not yet"
            + " started, non commence, non commencee, pas commence, pas encore commence, non demarre, ready to"
            + " implement, ready for implementation, ready for development, ready to start, ready to go, ready, pret,"
            + " prete, pret a implementer, pret pour implementation, pending, queued, scheduled, upcoming, open, up"
            + " next");
    add(
        PriorityStatus.COMPLETE,
        "complete, completed, completee, done, finished, termine, terminee, fini, finie, acheve, achevee, livre,"
            + " livree, fait, faite, realise, realisee, shipped, released, merged, delivered, implemented, fixed,"
            + " closed, resolved, verified, deployed, production ready");
    add(
        PriorityStatus.IN_PROGRESS,
        "in progress, en cours, wip, work in progress, started, ongoing, active, doing, underway, implementing, under"
            + " development, in development, en developpement, in review, under review, en revue, in testing, testing,"
            + " ready for review, ready for testing, ready for user testing, ready for release, ready to merge");
    add(
        PriorityStatus.BLOCKED,
        "blocked, bloque, bloquee, on hold, paused, en pause, en attente, waiting, stalled, suspended");
    add(
        PriorityStatus.MANUAL_REVIEW,
        "manual review, revue manuelle, verification manuelle, human review, needs review, needs human");
    add(
        PriorityStatus.OTHER,
        "backlog, cancelled, canceled, annule, annulee, dropped, abandoned, abandonne, abandonnee, deferred,"
            + " postponed, reporte, reportee, obsolete, superseded, deprecated, rejected, won t do, draft, brouillon,"
            + " proposed, propose, proposee, idea, idee, failed, not planned, non planifie, non planifiee, assigned,"
            + " merged into, moved to, replaced by, duplicate, in planning");
  }

  /// The phrases in the words, from left to right, the longest at each place.
  static List<StatusPhrase> in(List<String> words) {
    var found = new ArrayList<StatusPhrase>();
    var at = 0;
    while (at < words.size()) {
      var phrase = startingAt(words, at);
      phrase.ifPresent(found::add);
      at += phrase.map(StatusPhrase::length).orElse(1);
    }
    return found;
  }

  /// The longest phrase that starts at that word.
  static Optional<StatusPhrase> startingAt(List<String> words, int at) {
    StatusPhrase longest = null;
    for (var entry : BY_FIRST_WORD.getOrDefault(words.get(at), List.of())) {
      var length = entry.words().size();
      var fits =
          at + length <= words.size() && words.subList(at, at + length).equals(entry.words());
      if (fits && (longest == null || length > longest.length())) {
        longest = new StatusPhrase(entry.status(), at, length);
      }
    }
    return Optional.ofNullable(longest);
  }

  private static void add(PriorityStatus status, String phrases) {
    for (var phrase : phrases.split(", ", -1)) {
      var words = List.of(phrase.split(" ", -1));
      BY_FIRST_WORD
          .computeIfAbsent(words.getFirst(), word -> new ArrayList<>())
          .add(new Entry(status, words));
    }
  }
}
