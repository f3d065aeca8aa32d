package io.codedeveloper.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.project.ProjectId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the repository had when an iteration looked last, and of which files a copy is kept: a line
/// each, in one blob.
///
/// @param commit that was looked at
/// @param files by their paths
record RepositoryIndex(String commit, Map<String, Listed> files) {
  private static final String MAGIC = "code-developer files 1 ";

  /// What is known of one file.
  ///
  /// @param blobId the id that git gives its content
  record Listed(String blobId, Copy copy) {
    private String line(String path) {
      return "%s %s %s".formatted(copy.name().toLowerCase(Locale.ROOT), blobId, path);
    }
  }

  private record Line(String path, Listed listed) {}

  /// Empty when no iteration has looked yet, or what it kept is damaged: the next one looks again.
  static Optional<RepositoryIndex> read(BlobStore blobs, ProjectId project) {
    return blobs.read(name(project)).flatMap(blob -> parseAll(blob.text()));
  }

  void write(BlobStore blobs, ProjectId project) {
    blobs.write(name(project), text().getBytes(UTF_8), new Precondition.None());
  }

  static boolean isThere(BlobStore blobs, ProjectId project) {
    return !blobs.list(name(project), 1, Optional.empty()).items().isEmpty();
  }

  /// What is known of one file; the lines of the others are passed over.
  static Optional<Listed> find(BlobStore blobs, ProjectId project, FilePath path) {
    return blobs
        .read(name(project))
        .map(Blob::text)
        .filter(text -> text.startsWith(MAGIC))
        .flatMap(text -> find(text, path.value()));
  }

  private static Optional<Listed> find(String text, String path) {
    var end = " " + path + "\n";
    for (var at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) {
      var line = text.substring(text.lastIndexOf('\n', at) + 1, at + end.length() - 1);
      var found = parse(line).filter(one -> one.path().equals(path));
      if (found.isPresent()) {
        return found.map(Line::listed);
      }
    }
    return Optional.empty();
  }

  /// Whether nothing is left to do for this commit.
  boolean isWholeOf(String wanted) {
    return commit.equals(wanted)
        && files.values().stream().noneMatch(one -> one.copy() == Copy.LATER);
  }

  private String text() {
    return files.entrySet().stream()
        .map(one -> one.getValue().line(one.getKey()) + "\n")
        .collect(Collectors.joining("", MAGIC + commit + "\n", ""));
  }

  private static Optional<RepositoryIndex> parseAll(String text) {
    var lines = text.split("\n", -1);
    if (!lines[0].startsWith(MAGIC)) {
      return Optional.empty();
    }
    var files = new LinkedHashMap<String, Listed>();
    for (var at = 1; at < lines.length - 1; at++) {
      var line = parse(lines[at]);
      if (line.isEmpty()) {
        return Optional.empty();
      }
      files.put(line.get().path(), line.get().listed());
    }
    return Optional.of(new RepositoryIndex(lines[0].substring(MAGIC.length()), files));
  }

  private static Optional<Line> parse(String line) {
    try {
      var parts = line.split(" ", 3);
      var copy = Copy.valueOf(parts[0].toUpperCase(Locale.ROOT));
      return Optional.of(new Line(parts[2], new Listed(parts[1], copy)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }

  private static String name(ProjectId project) {
    return "projects/" + project + "/repository_files";
  }
}
