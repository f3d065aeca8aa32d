package io.codedeveloper.job.toolchain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one setup fetched: the HOME that it ran with, and a marker that says that it came to its
/// end.
record SetupCache(Path directory) {
  private static final String MARKER = "complete";
  private static final int KEPT = 4;

  Path home() {
    return directory.resolve("home");
  }

  boolean isComplete() {
    return Files.isRegularFile(directory.resolve(MARKER), LinkOption.NOFOLLOW_LINKS);
  }

  /// An empty one; what an interrupted setup left is not trusted.
  void begin() {
    try {
      delete(directory);
      Files.createDirectories(home());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the cache " + directory, e);
    }
  }

  void complete() {
    try {
      Files.writeString(directory.resolve(MARKER), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot complete the cache " + directory, e);
    }
  }

  /// Deletes the oldest of its neighbours: lock files change, and every version of them leaves a
  /// cache.
  void prune() {
    Path around = directory.getParent();
    if (around == null) {
      return;
    }
    try (Stream<Path> entries = Files.list(around)) {
      List<Path> old =
          entries
              .filter(entry -> !entry.equals(directory))
              .sorted(Comparator.comparing(SetupCache::changed).reversed())
              .skip(KEPT - 1)
              .toList();
      for (Path entry : old) {
        delete(entry);
      }
    } catch (IOException e) {
      // Space is lost, nothing else; the next setup tries again.
    }
  }

  private static FileTime changed(Path path) {
    try {
      return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(path, new Deletion());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    /// Go and others take the right to write away from what they fetched.
    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      if (!Files.isWritable(path) && !path.toFile().setWritable(true)) {
        throw new IOException("cannot delete what is in " + path);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure)
        throws IOException {
      Files.delete(path);
      return FileVisitResult.CONTINUE;
    }
  }
}
