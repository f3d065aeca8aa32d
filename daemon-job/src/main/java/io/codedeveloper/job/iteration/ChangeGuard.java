package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.WorkTree.Change;
import java.util.ArrayList;
import java.util.List;

/// Looks at a change once more before it is committed: whatever the agent or a hostile file brought
/// about ends here.
final class ChangeGuard {
  /// GitHub refuses files from 100 MB on.
  private static final long LARGEST_FILE = 100_000_000;

  /// A secret can hide anywhere in a diff, so all of it is searched, up to what fits comfortably
  /// into memory.
  private static final int LONGEST_DIFF = 50_000_000;

  private ChangeGuard() {}

  /// Why the change must not leave this machine; empty when it may.
  static List<String> refusals(Work work, List<Change> changes) {
    var refusals = new ArrayList<String>();
    for (var change : changes) {
      if (change.size() >= LARGEST_FILE) {
        refusals.add("%s has %,d bytes".formatted(change.path(), change.size()));
      }
      if (isProtected(work, change.path())) {
        refusals.add(change.path() + " is protected and needs your consent");
      }
    }
    var texts = List.of(addedLines(work), summary(work), paths(changes));
    if (!texts.stream().allMatch(work.services().redactor()::isClean)) {
      refusals.add("it contains what looks like a secret");
    }
    return refusals;
  }

  private static boolean isProtected(Work work, String path) {
    if (path.equals(work.roadmapPath())) {
      return false;
    }
    return work.tests().toolSettings().protectedPaths().protecting(path).isPresent();
  }

  /// Only what is new can leak; what the repository had is there already.
  private static String addedLines(Work work) {
    return work.workTree()
        .diff(LONGEST_DIFF)
        .lines()
        .filter(line -> line.startsWith("+"))
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  private static String summary(Work work) {
    return work.iteration().data().text("summary").orElse("");
  }

  private static String paths(List<Change> changes) {
    return String.join("\n", changes.stream().map(Change::path).toList());
  }
}
