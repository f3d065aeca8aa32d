package io.codedeveloper.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.project.ProjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the repository had when an iteration looked last, and of which files a copy is kept: a line
/// each.
///
/// The lines lie in as many blobs as keep one of them small: who asks for one file reads the one
/// into which its path falls. One more, the head, names what was looked at, and how many there are.
///
/// @param looked what was looked at
/// @param parts how many blobs the lines lie in, a power of two
/// @param files by their paths
record RepositoryIndex(String looked, int parts, Map<String, Listed> files) {
  private static final String MAGIC = "code-developer files 2 ";

  /// In place of what was looked at, as long as something is left to do for it.
  private static final String UNFINISHED = "unfinished";

  /// In one part, in the mean.
  private static final long USUAL_BYTES = 100_000;

  private static final int PAGE = 1_000;

  /// What is known of one file.
  ///
  /// @param blobId the id that git gives its content
  /// @param generation of its copy; 0: there is none
  record Listed(String blobId, Copy copy, long generation) {
    Listed(String blobId, Copy copy) {
      this(blobId, copy, 0);
    }

    private String line(String path) {
      return "%s %s %d %s\n"
          .formatted(copy.name().toLowerCase(Locale.ROOT), blobId, generation, path);
    }
  }

  private record Head(int parts, String looked) {}

  private record Line(String path, Listed listed) {}

  static RepositoryIndex of(String looked, Map<String, Listed> files) {
    var bytes = 0L;
    for (var file : files.entrySet()) {
      bytes += file.getValue().line(file.getKey()).length();
    }
    var parts = Math.max(1, bytes / USUAL_BYTES);
    return new RepositoryIndex(looked, Integer.highestOneBit(Math.toIntExact(parts)), files);
  }

  /// Whether nothing is left to do for this, and every part is there.
  static boolean isWholeOf(String wanted, BlobStore blobs, ProjectId project) {
    return head(blobs, project)
        .filter(head -> head.looked().equals(wanted))
        .filter(head -> head.parts() == partsThere(head.parts(), blobs, project))
        .isPresent();
  }

  private static long partsThere(int parts, BlobStore blobs, ProjectId project) {
    var prefix = "%s/%d-".formatted(name(project), parts);
    return blobs.list(prefix, PAGE, Optional.empty()).items().size();
  }

  static boolean isThere(BlobStore blobs, ProjectId project) {
    return head(blobs, project).isPresent();
  }

  /// Empty when no iteration has looked yet, or what it kept is damaged: the next one looks again.
  static Optional<RepositoryIndex> read(BlobStore blobs, ProjectId project) {
    return head(blobs, project).flatMap(head -> read(head, blobs, project));
  }

  private static Optional<RepositoryIndex> read(Head head, BlobStore blobs, ProjectId project) {
    var files = new LinkedHashMap<String, Listed>();
    for (var part = 0; part < head.parts(); part++) {
      var text = blobs.read(part(project, head.parts(), part)).map(Blob::text);
      if (text.isEmpty() || !parse(text.get(), files)) {
        return Optional.empty();
      }
    }
    return Optional.of(new RepositoryIndex(head.looked(), head.parts(), files));
  }

  /// What is known of one file.
  static Optional<Listed> find(BlobStore blobs, ProjectId project, FilePath path) {
    return head(blobs, project)
        .flatMap(head -> blobs.read(partOf(project, head.parts(), path.value())))
        .flatMap(part -> find(part.text(), path.value()));
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

  /// From now on until [#write], nothing counts as done: whoever comes after a crash looks again.
  void begin(BlobStore blobs, ProjectId project) {
    writeHead(UNFINISHED, blobs, project);
  }

  /// @param before what lies there; what has not changed since is not written again
  /// @param whole false when something is left to do
  void write(Optional<RepositoryIndex> before, boolean whole, BlobStore blobs, ProjectId project) {
    var earlier = before.filter(index -> index.parts == parts).map(RepositoryIndex::texts);
    var texts = texts();
    for (var part = 0; part < parts; part++) {
      if (earlier.isEmpty() || !earlier.get().get(part).equals(texts.get(part))) {
        var content = texts.get(part).getBytes(UTF_8);
        blobs.write(part(project, parts, part), content, new Precondition.None());
      }
    }
    writeHead(whole ? looked : UNFINISHED, blobs, project);
    if (earlier.isEmpty()) {
      removeOthers(blobs, project);
    }
  }

  private void writeHead(String state, BlobStore blobs, ProjectId project) {
    var text = MAGIC + parts + " " + state + "\n";
    blobs.write(name(project), text.getBytes(UTF_8), new Precondition.None());
  }

  private void removeOthers(BlobStore blobs, ProjectId project) {
    for (var entry : blobs.list(name(project) + "/", PAGE, Optional.empty()).items()) {
      if (!entry.name().startsWith(name(project) + "/" + parts + "-")) {
        blobs.delete(entry.name(), new Precondition.None());
      }
    }
  }

  private List<String> texts() {
    var texts = new ArrayList<StringBuilder>();
    for (var part = 0; part < parts; part++) {
      texts.add(new StringBuilder());
    }
    files.forEach((path, listed) -> texts.get(number(path, parts)).append(listed.line(path)));
    return texts.stream().map(StringBuilder::toString).toList();
  }

  private static Optional<Head> head(BlobStore blobs, ProjectId project) {
    return blobs.read(name(project)).map(Blob::text).flatMap(RepositoryIndex::parseHead);
  }

  private static Optional<Head> parseHead(String text) {
    var words = text.strip().split(" ", 5);
    if (!text.startsWith(MAGIC) || words.length < 5) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Head(Integer.parseInt(words[3]), words[4]))
          .filter(head -> head.parts() > 0);
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  private static boolean parse(String text, Map<String, Listed> files) {
    for (var one : text.lines().toList()) {
      var line = parse(one);
      if (line.isEmpty()) {
        return false;
      }
      files.put(line.get().path(), line.get().listed());
    }
    return true;
  }

  private static Optional<Line> parse(String line) {
    try {
      var words = line.split(" ", 4);
      var copy = Copy.valueOf(words[0].toUpperCase(Locale.ROOT));
      return Optional.of(new Line(words[3], new Listed(words[1], copy, Long.parseLong(words[2]))));
    } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }

  /// Paths that differ in a number have hashes near to one another: these are spread first.
  private static int number(String path, int parts) {
    var spread = Integer.toUnsignedLong(path.hashCode() * 0x9E3779B9);
    return (int) ((spread * parts) >>> Integer.SIZE);
  }

  private static String partOf(ProjectId project, int parts, String path) {
    return part(project, parts, number(path, parts));
  }

  private static String part(ProjectId project, int parts, int number) {
    return "%s/%d-%d".formatted(name(project), parts, number);
  }

  private static String name(ProjectId project) {
    return "projects/" + project + "/repository_files";
  }
}
