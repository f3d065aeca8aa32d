package io.codedeveloper.cli.ops;

import io.codedeveloper.platform.TransientException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// How many documents of each kind a backup has, against how many there were.
///
/// @param then at the whole minute before it was taken
/// @param after at the one after
/// @param restored what it has
record CountComparison(
    Map<String, Long> then, Map<String, Long> after, Map<String, Long> restored) {
  /// So many may have come and gone within the minute.
  private static final long FEW = 10;

  /// @param minute before it was taken, for people
  Finding finding(String minute) {
    if (then.values().stream().allMatch(count -> count == 0)) {
      throw new TransientException(
          "there were none at %s, so that nothing is proven: is it this database?"
              .formatted(minute));
    }
    var missing = named(this::isMissing);
    if (!missing.isEmpty()) {
      return Finding.wrong("documents", "the backup lacks many, or all, of: " + missing);
    }
    var others = named(name -> of(restored, name) != of(then, name));
    return others.isEmpty()
        ? Finding.fine("documents", "as many of each kind as there were at " + minute)
        : Finding.note(
            "documents",
            "not as many as at %s of: %s; what was written within that minute makes such a difference"
                .formatted(minute, others));
  }

  private boolean isMissing(String name) {
    var least = Math.min(of(then, name), of(after, name));
    var found = of(restored, name);
    return found == 0 ? least > 0 : found < least - Math.max(FEW, least / 100);
  }

  private static long of(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }

  private String named(Predicate<String> which) {
    return then.keySet().stream().filter(which).collect(Collectors.joining(", "));
  }
}
