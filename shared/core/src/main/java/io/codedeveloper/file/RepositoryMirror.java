package io.codedeveloper.file;

import io.codedeveloper.file.RepositoryIndex.Listed;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Keeps copies of the repository's files where people read and edit them, those nearest to the
/// root first.
///
/// A copy may be older than the repository: an edit remembers what it was made on. What is not
/// copied is listed all the same, so that nobody makes a file anew that is there.
public final class RepositoryMirror {
  /// No larger one can be read or written through the API.
  public static final long LARGEST_FILE = 10_000_000;

  static final int MOST_FILES = 5_000;
  static final long MOST_BYTES = 100_000_000;

  /// Copied by one iteration, which shall begin to work soon; and as many are removed.
  static final int MOST_AT_ONCE = 500;

  /// Listed: about five megabytes of paths.
  static final int MOST_LISTED = 50_000;

  private static final int PAGE = 1_000;

  /// In place of the commit, as long as old copies are left.
  private static final String UNFINISHED = "unfinished";

  private final BlobStore blobs;
  private final ProjectId project;
  private final Files files;
  private final FilePath roadmap;

  /// @param roadmap which is not copied here: it always is, by itself
  public RepositoryMirror(BlobStore blobs, ProjectId project, Files files, FilePath roadmap) {
    this.blobs = blobs;
    this.project = project;
    this.files = files;
    this.roadmap = roadmap;
  }

  /// Where contents come from.
  @FunctionalInterface
  public interface Contents {
    /// @return empty when the file holds what looks like a secret
    Optional<byte[]> of(RepositoryFile file);
  }

  /// Brings the copies near to what a commit has.
  ///
  /// @param has everything in the commit; asked for only when there is something to do
  /// @param stopped whether to leave the rest to the next iteration
  public void update(
      String commit,
      Supplier<List<RepositoryFile>> has,
      Contents contents,
      BooleanSupplier stopped) {
    var before = RepositoryIndex.read(blobs, project);
    if (before.filter(index -> index.isWholeOf(commit)).isPresent()) {
      return;
    }
    new Update(before, kept(), contents, stopped).run(commit, has.get());
  }

  /// The paths of which there is a copy.
  private Set<String> kept() {
    var paths = new HashSet<String>();
    var prefix = "projects/" + project + "/" + Files.COPIES;
    for (var cursor = Optional.<String>empty(); ; ) {
      var page = blobs.list(prefix, PAGE, cursor);
      page.items().forEach(entry -> paths.add(entry.name().substring(prefix.length())));
      cursor = page.nextCursor();
      if (cursor.isEmpty()) {
        return paths;
      }
    }
  }

  private final class Update {
    private final Optional<RepositoryIndex> before;
    private final Set<String> kept;
    private final Contents contents;
    private final BooleanSupplier stopped;
    private final LinkedHashMap<String, Listed> listed = new LinkedHashMap<>();
    private int copies;
    private long bytes;
    private int changes;

    Update(
        Optional<RepositoryIndex> before,
        Set<String> kept,
        Contents contents,
        BooleanSupplier stopped) {
      this.before = before;
      this.kept = kept;
      this.contents = contents;
      this.stopped = stopped;
    }

    void run(String commit, List<RepositoryFile> has) {
      has.stream()
          .filter(file -> isLegal(file.path()))
          .sorted(
              Comparator.comparingInt(RepositoryMirror::depth).thenComparing(RepositoryFile::path))
          .limit(MOST_LISTED)
          .forEach(file -> listed.put(file.path(), new Listed(file.blobId(), copy(file))));
      new RepositoryIndex(removed() ? commit : UNFINISHED, listed).write(blobs, project);
    }

    /// @return whether all copies are gone that shall not be there
    private boolean removed() {
      var stale = kept.stream().filter(path -> !isToBeKept(path)).sorted().toList();
      stale.stream().limit(MOST_AT_ONCE).forEach(path -> files.unmirror(new FilePath(path)));
      return stale.size() <= MOST_AT_ONCE;
    }

    /// What waits for a later iteration has an older copy until then.
    private boolean isToBeKept(String path) {
      var now = listed.get(path);
      return now != null && (now.copy() == Copy.KEPT || now.copy() == Copy.LATER);
    }

    private Copy copy(RepositoryFile file) {
      if (!file.regular()) {
        return Copy.LINK;
      }
      if (file.path().equals(roadmap.value())) {
        return Copy.KEPT;
      }
      if (file.size() > LARGEST_FILE) {
        return Copy.LARGE;
      }
      if (copies >= MOST_FILES || bytes + file.size() > MOST_BYTES) {
        return Copy.BEYOND;
      }
      copies++;
      bytes += file.size();
      return known(file).orElseGet(() -> made(file));
    }

    /// What was found of the same content before.
    private Optional<Copy> known(RepositoryFile file) {
      return before
          .map(index -> index.files().get(file.path()))
          .filter(one -> one.blobId().equals(file.blobId()))
          .map(Listed::copy)
          .filter(copy -> copy == Copy.KEPT && kept.contains(file.path()) || copy == Copy.SECRET);
    }

    private Copy made(RepositoryFile file) {
      if (changes >= MOST_AT_ONCE || stopped.getAsBoolean()) {
        return Copy.LATER;
      }
      changes++;
      var content = contents.of(file);
      content.ifPresent(found -> files.mirror(new FilePath(file.path()), found));
      return content.isPresent() ? Copy.KEPT : Copy.SECRET;
    }
  }

  private static int depth(RepositoryFile file) {
    return (int) file.path().chars().filter(unit -> unit == '/').count();
  }

  private static boolean isLegal(String path) {
    try {
      return new FilePath(path).value().equals(path);
    } catch (UserErrorException refused) {
      return false;
    }
  }
}
