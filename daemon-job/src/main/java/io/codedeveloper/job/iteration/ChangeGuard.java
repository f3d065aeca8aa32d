package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.WorkTree.Change;
import io.codedeveloper.job.git.WorkTree.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks at a change once more before it is committed: whatever the agent or a hostile file brought
/// about ends here.
final class ChangeGuard {
  /// GitHub refuses files from 100 MB on.
  private static final long LARGEST_FILE = 100_000_000;

  /// A secret can hide anywhere in a diff, so all of it is searched, up to what fits comfortably
  /// into memory.
  private static final int LONGEST_DIFF = 50_000_000;

  /// A diff that was cut ends with a line about it.
  private static final int CUT = 200;

  /// What makes a diff show nothing of a file.
  private static final Pattern BINARY = Pattern.compile("\\x00|\\r(?:[^\\n]|$)");

  /// Characters; a diff shows nothing of larger files.
  private static final int LARGEST_SHOWN = 5_000_000;

  private ChangeGuard() {}

  /// Why the change must not leave this machine, whatever anybody says; empty when it may.
  static List<String> refusals(Work work, List<Change> changes) {
    var refusals = new ArrayList<String>();
    for (var change : changes) {
      if (change.size() >= LARGEST_FILE) {
        refusals.add("%s has %,d bytes".formatted(change.path(), change.size()));
      }
    }
    var diff = work.workTree().diff(LONGEST_DIFF);
    if (isCut(diff, LONGEST_DIFF)) {
      refusals.add("it is too long to be searched for secrets");
    }
    if (!isClean(work, changes, diff)) {
      refusals.add("it contains what looks like a secret");
    }
    return refusals;
  }

  /// Whether a diff of at most so many characters may lack something.
  static boolean isCut(String diff, int atMost) {
    return diff.length() > atMost - CUT;
  }

  private static boolean isClean(Work work, List<Change> changes, String diff) {
    var texts = Stream.of(addedLines(diff), summary(work), paths(changes));
    return Stream.concat(texts, hidden(work, changes))
        .allMatch(work.services().redactor()::isClean);
  }

  /// The changes to paths that only people change, unless they consent.
  static List<Change> guarded(Work work, List<Change> changes) {
    var rules = work.tests().toolSettings().protectedPaths();
    return changes.stream()
        .filter(change -> !change.path().equals(work.roadmapPath()))
        .filter(change -> rules.protecting(change.path()).isPresent())
        .toList();
  }

  /// Tells a change from any other to the same path.
  static String fingerprint(Work work, Change change) {
    var file = work.workTree().root().resolve(change.path());
    var content = Files.isSymbolicLink(file) ? target(file) : read(file);
    return "%s %s%s %s"
        .formatted(
            change.path(),
            change.kind().name().toLowerCase(Locale.ROOT),
            change.executable() ? " executable" : "",
            io.codedeveloper.file.Files.gitBlobId(content.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String target(Path link) {
    try {
      return "link to " + Files.readSymbolicLink(link);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Says so when the change deletes most of the repository, as after `rm -rf`, and puts nothing in
  /// its place. The roadmap is always put back.
  static Optional<String> deletion(Work work, List<Change> changes) {
    var deleted = count(changes, Kind.DELETED);
    var files = work.remote().inspect(work.base()).entries();
    return 2 * (deleted - count(changes, Kind.ADDED)) > files - 1
        ? Optional.of("it deletes %d of %d files".formatted(deleted, files))
        : Optional.empty();
  }

  /// What may be kept without anybody's consent; nothing when most of the repository is gone.
  static List<String> unobjectionable(Work work, List<Change> changes) {
    if (deletion(work, changes).isPresent()) {
      return List.of();
    }
    var guarded = guarded(work, changes);
    return changes.stream()
        .filter(change -> !guarded.contains(change))
        .map(Change::path)
        .filter(path -> !path.equals(work.roadmapPath()))
        .toList();
  }

  private static long count(List<Change> changes, Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).count();
  }

  /// Only what is new can leak; what the repository had is there already.
  private static String addedLines(String diff) {
    return diff.lines().filter(line -> line.startsWith("+")).collect(Collectors.joining("\n"));
  }

  /// What a diff does not show: neither a zero byte nor size hides a secret.
  private static Stream<String> hidden(Work work, List<Change> changes) {
    return changes.stream()
        .filter(change -> change.kind() != Kind.DELETED && change.size() < LARGEST_FILE)
        .map(change -> read(work.workTree().root().resolve(change.path())))
        .filter(text -> text.length() > LARGEST_SHOWN || BINARY.matcher(text).find());
  }

  private static String read(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String summary(Work work) {
    return work.iteration().data().text("summary").orElse("");
  }

  private static String paths(List<Change> changes) {
    return String.join("\n", changes.stream().map(Change::path).toList());
  }
}
