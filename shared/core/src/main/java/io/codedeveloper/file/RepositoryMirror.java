package io.codedeveloper.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.file.RepositoryIndex.Listed;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /// After so many copies it is asked again whether another execution may work now.
  private static final int CHECKED = 25;

  private final BlobStore blobs;
  private final ProjectId project;
  private final Files files;
  private final FilePath roadmap;

  /// @param roadmap which is copied by itself, before all others, unless nobody may read it here
  public RepositoryMirror(BlobStore blobs, ProjectId project, Files files, FilePath roadmap) {
    this.blobs = blobs;
    this.project = project;
    this.files = files;
    this.roadmap = roadmap;
  }

  /// Whether whoever may read files through the API may see this: what the repository has was not
  /// looked at by anybody.
  public static boolean mayBeRead(byte[] content, Redactor redactor) {
    return content.length <= LARGEST_FILE && redactor.isClean(new String(content, UTF_8));
  }

  /// Keeps the roadmap where the API reads it, unless nobody may read it there.
  ///
  /// @return whether it is kept
  public boolean mirrorRoadmap(byte[] content, Redactor redactor) {
    var readable = mayBeRead(content, redactor);
    if (readable) {
      files.mirror(roadmap, content);
    } else {
      files.unmirror(roadmap);
    }
    return readable;
  }

  /// Where contents come from.
  @FunctionalInterface
  public interface Contents {
    /// @return empty when the file holds what looks like a secret
    Optional<byte[]> of(RepositoryFile file);
  }

  /// The execution that makes the copies.
  @FunctionalInterface
  public interface Execution {
    /// Whether to leave the rest to the next iteration.
    boolean isStopped();

    /// Asked before anything is written: throws when another execution may work now.
    default void check() {}
  }

  /// Brings the copies near to what a commit has.
  ///
  /// @param has everything in the commit; asked for only when there is something to do
  public void update(
      String commit, Supplier<List<RepositoryFile>> has, Contents contents, Execution execution) {
    var looked = commit + " " + roadmap;
    if (RepositoryIndex.isWholeOf(looked, blobs, project)) {
      return;
    }
    var all = has.get();
    execution.check();
    var before = RepositoryIndex.read(blobs, project);
    before.ifPresent(index -> index.begin(blobs, project));
    new Update(before, kept(), contents, execution).run(looked, all);
  }

  private String copiesPrefix() {
    return "projects/" + project + "/" + Files.COPIES;
  }

  /// The paths of which there is a copy, and the copies' generations.
  private Map<String, Long> kept() {
    var copies = new HashMap<String, Long>();
    var prefix = copiesPrefix();
    for (var cursor = Optional.<String>empty(); ; ) {
      var page = blobs.list(prefix, PAGE, cursor);
      page.items()
          .forEach(
              entry -> copies.put(entry.name().substring(prefix.length()), entry.generation()));
      cursor = page.nextCursor();
      if (cursor.isEmpty()) {
        return copies;
      }
    }
  }

  private final class Update {
    private final Optional<RepositoryIndex> before;
    private final Map<String, Long> kept;
    private final Contents contents;
    private final Execution execution;
    private final LinkedHashMap<String, Listed> listed = new LinkedHashMap<>();
    private int copies;
    private long bytes;
    private int changes;

    Update(
        Optional<RepositoryIndex> before,
        Map<String, Long> kept,
        Contents contents,
        Execution execution) {
      this.before = before;
      this.kept = kept;
      this.contents = contents;
      this.execution = execution;
    }

    void run(String looked, List<RepositoryFile> has) {
      has.stream()
          .filter(file -> isLegal(file.path()))
          .sorted(
              Comparator.comparingInt(RepositoryMirror::depth).thenComparing(RepositoryFile::path))
          .limit(MOST_LISTED)
          .forEach(file -> listed.put(file.path(), listed(file)));
      var whole = removed() && listed.values().stream().noneMatch(one -> one.copy() == Copy.LATER);
      execution.check();
      RepositoryIndex.of(looked, listed).write(before, whole, blobs, project);
    }

    /// @return whether all copies are gone that shall not be there
    private boolean removed() {
      var stale = kept.keySet().stream().filter(path -> !isToBeKept(path)).sorted().toList();
      for (var at = 0; at < stale.size(); at++) {
        if (at == MOST_AT_ONCE || execution.isStopped()) {
          return false;
        }
        blobs.delete(copiesPrefix() + stale.get(at), new Precondition.None());
      }
      return true;
    }

    /// What waits for a later iteration has an older copy until then. The roadmap's lies elsewhere.
    private boolean isToBeKept(String path) {
      var now = listed.get(path);
      return now != null
          && !path.equals(roadmap.value())
          && (now.copy() == Copy.KEPT || now.copy() == Copy.LATER);
    }

    private Listed listed(RepositoryFile file) {
      if (!file.regular()) {
        return new Listed(file.blobId(), Copy.LINK);
      }
      if (file.size() > LARGEST_FILE) {
        return new Listed(file.blobId(), Copy.LARGE);
      }
      if (file.path().equals(roadmap.value())) {
        return new Listed(file.blobId(), files.isMirrored(roadmap) ? Copy.KEPT : Copy.SECRET);
      }
      if (copies >= MOST_FILES || bytes + file.size() > MOST_BYTES) {
        return new Listed(file.blobId(), Copy.BEYOND);
      }
      copies++;
      bytes += file.size();
      return known(file).orElseGet(() -> made(file));
    }

    /// What was found of the same content before, unless somebody has written the copy since.
    private Optional<Listed> known(RepositoryFile file) {
      return before
          .map(index -> index.files().get(file.path()))
          .filter(one -> one.blobId().equals(file.blobId()))
          .filter(one ->
              switch (one.copy()) {
                case SECRET -> true;
                case KEPT -> Optional.of(one.generation()).equals(generation(file));
                case LARGE, LINK, BEYOND, LATER -> false;
              });
    }

    private Optional<Long> generation(RepositoryFile file) {
      return Optional.ofNullable(kept.get(file.path()));
    }

    private Listed made(RepositoryFile file) {
      if (changes >= MOST_AT_ONCE || execution.isStopped()) {
        return new Listed(file.blobId(), Copy.LATER);
      }
      if (++changes % CHECKED == 0) {
        execution.check();
      }
      return contents
          .of(file)
          .map(found -> files.mirror(new FilePath(file.path()), found))
          .map(generation -> new Listed(file.blobId(), Copy.KEPT, generation))
          .orElseGet(() -> new Listed(file.blobId(), Copy.SECRET));
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
