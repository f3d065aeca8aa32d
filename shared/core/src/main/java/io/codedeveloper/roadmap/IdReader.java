package io.codedeveloper.roadmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds ids in text: `PRIORITY 2.9.5`, `PRIORITÉ 3`, `US-021`, and lists such as `PRIORITY-28,
/// 27`.
final class IdReader {
  /// No id is longer; every match looks at no more than this, so that scanning a line stays linear.
  private static final int LONGEST = 48;

  private static final int LONGEST_RANGE = 100;
  private static final String NUMBER = "[0-9]++(?:\\.[0-9]++){0,8}+(?:[a-z](?![\\p{L}0-9]))?+";

  private static final Pattern PRIORITY =
      Pattern.compile(
          "(priorit(?:y|ies|é|e|és|es))(?:-|[\\s\\u00A0\\u202F]{0,3}+(?:#|n[°º])?+\\s?+)("
              + NUMBER
              + ")",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern TICKET =
      Pattern.compile(
          "[A-Z][A-Z0-9]{0,15}+(?:-[A-Z][A-Z0-9]{0,15}+){0,2}+-" + NUMBER + "(?![\\p{L}0-9-])");

  private static final Pattern MORE =
      Pattern.compile(
          "(?:\\s{0,3}+(,|&|\\+|/|and|et|à|to|through)\\s{0,3}+(?:and |et )?+|([-–]))("
              + NUMBER
              + ")(?![\\p{L}0-9%])");

  /// An id and where it ends.
  record Found(PriorityId id, int start, int end) {}

  private IdReader() {}

  /// The id that begins exactly there.
  static Optional<Found> at(String text, int from, int to) {
    var word = match(PRIORITY, text, from, to);
    if (word.isPresent()) {
      var name = word.get().group(1).strip() + " " + word.get().group(2);
      return Optional.of(new Found(new PriorityId(name), from, word.get().end()));
    }
    return match(TICKET, text, from, to)
        .map(ticket -> new Found(new PriorityId(ticket.group()), from, ticket.end()));
  }

  /// Every id in this part of a text, with the members of lists and ranges.
  static List<Found> all(String text, int from, int to) {
    var found = new ArrayList<Found>();
    var at = from;
    while (at < to) {
      var id = startsWord(text, at) ? at(text, at, to) : Optional.<Found>empty();
      if (id.isEmpty()) {
        at++;
      } else {
        found.add(singular(id.get()));
        at =
            id.get().id().family().equals("PRIORITY")
                ? addListed(text, id.get(), to, found)
                : id.get().end();
      }
    }
    return found;
  }

  private static int addListed(String text, Found first, int to, List<Found> found) {
    var end = first.end();
    var last = singular(first).id();
    for (var more = match(MORE, text, end, to);
        more.isPresent();
        more = match(MORE, text, end, to)) {
      var next = new PriorityId("PRIORITY " + more.get().group(3));
      if (isRange(more.get().group(1))) {
        addBetween(last, next, first.start(), found);
      }
      end = more.get().end();
      found.add(new Found(next, first.start(), end));
      last = next;
    }
    return end;
  }

  private static void addBetween(PriorityId first, PriorityId last, int start, List<Found> found) {
    if (first.numbers().size() == 1 && last.numbers().size() == 1) {
      var low = Long.parseLong(bounded(first.numbers().getFirst()));
      var high = Math.min(Long.parseLong(bounded(last.numbers().getFirst())), low + LONGEST_RANGE);
      for (var number = low + 1; number < high; number++) {
        found.add(new Found(new PriorityId("PRIORITY " + number), start, start));
      }
    }
  }

  private static String bounded(String digits) {
    return digits.length() > 9 ? "999999999" : digits;
  }

  private static boolean isRange(@Nullable String connector) {
    return connector == null
        || connector.equals("à")
        || connector.equals("to")
        || connector.equals("through");
  }

  /// `PRIORITIES 3 & 4` speaks of `PRIORITY 3`.
  private static Found singular(Found found) {
    var text = found.id().text();
    return found.id().family().equals("PRIORITY")
        ? new Found(
            new PriorityId("PRIORITY" + text.substring(text.indexOf(' '))),
            found.start(),
            found.end())
        : found;
  }

  private static boolean startsWord(String text, int at) {
    var before = at == 0 ? ' ' : text.charAt(at - 1);
    return Character.isLetter(text.charAt(at))
        && !Character.isLetterOrDigit(before)
        && before != '-'
        && before != '/';
  }

  private static Optional<Matcher> match(Pattern pattern, String text, int from, int to) {
    var matcher =
        pattern.matcher(text).region(from, Math.min(to, from + LONGEST)).useTransparentBounds(true);
    return matcher.lookingAt() ? Optional.of(matcher) : Optional.empty();
  }
}
