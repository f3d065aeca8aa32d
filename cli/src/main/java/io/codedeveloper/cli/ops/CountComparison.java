package io.codedeveloper.cli.ops;

import io.codedeveloper.platform.TransientException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// How many documents of each kind a backup has, against how many there were.
///
/// @param then at the whole minute before it was taken
/// @param after at the one after
/// @param restored what it has
record CountComparison(
    Map<String, Long> then, Map<String, Long> after, Map<String, Long> restored) {
  /// So many of those that expire may have come and gone within the minute.
  private static final long FEW = 10;

  /// @param minute before it was taken, for people
  Finding finding(String minute) {
    if (then.values().stream().allMatch(count -> count == 0)) {
      throw new TransientException(
          "there were none at %s, so that nothing is proven: is it this database?"
              .formatted(minute));
    }
    var missing =
        named(
            this::isMissing,
            name -> "%s (%d of %d)".formatted(name, of(restored, name), least(name)));
    if (!missing.isEmpty()) {
      return Finding.wrong(
          "documents", "the backup lacks what was there before and after it: " + missing);
    }
    var others = named(name -> of(restored, name) != of(then, name), name -> name);
    return others.isEmpty()
        ? Finding.fine("documents", "as many of each kind as there were at " + minute)
        : Finding.note(
            "documents",
            "not as many as at %s of: %s; what was written within that minute makes such a difference"
                .formatted(minute, others));
  }

  private boolean isMissing(String name) {
    var least = least(name);
    var found = of(restored, name);
    var few = DataChecks.EXPIRING.contains(name) ? Math.max(FEW, least / 100) : 0;
    return found == 0 ? least > 0 : found < least - few;
  }

  private long least(String name) {
    return Math.min(of(then, name), of(after, name));
  }

  private static long of(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }

  private String named(Predicate<String> which, UnaryOperator<String> text) {
    return then.keySet().stream().filter(which).map(text).collect(Collectors.joining(", "));
  }
}
