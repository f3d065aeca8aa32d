package io.codedeveloper.cli.demo;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The directory that a demo has to itself.
///
/// @param path absolute
public record DemoDirectory(Path path) {
  /// Marks a directory as the demo's: only such a one is ever deleted.
  private static final String MARK = ".code-developer-demo";

  /// Takes the directory, which must be new, empty or a demo's.
  ///
  /// @throws UserErrorException when something else is in it
  public static DemoDirectory take(Path path) {
    var directory = new DemoDirectory(path);
    if (!directory.isDemo() && directory.holdsSomething()) {
      throw new UserErrorException(
          "%s is not empty and no demo's directory; name another with --data".formatted(path));
    }
    try {
      Files.createDirectories(path);
      if (!directory.isDemo()) {
        Files.writeString(
            path.resolve(MARK), "This directory is the demo's; `local demo --reset` deletes it.\n");
      }
    } catch (IOException failure) {
      throw new UserErrorException(
          "the demo's directory %s cannot be made (%s); name another with --data"
              .formatted(path, failure),
          failure);
    }
    return directory;
  }

  boolean isDemo() {
    return Files.isRegularFile(path.resolve(MARK));
  }

  private boolean holdsSomething() {
    if (!Files.isDirectory(path)) {
      return Files.exists(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isPresent();
    } catch (IOException unreadable) {
      return true;
    }
  }

  /// Deletes what an earlier demo left.
  ///
  /// @throws UserErrorException when the directory is not a demo's
  public static void delete(Path path) {
    if (!new DemoDirectory(path).isDemo()) {
      if (Files.exists(path)) {
        throw new UserErrorException(
            "%s is no demo's directory and is not deleted; name the right one with --data"
                .formatted(path));
      }
      return;
    }
    try {
      Files.walkFileTree(path, new Deletion(path.resolve(MARK)));
      Files.deleteIfExists(path.resolve(MARK));
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new UserErrorException(
          "%s cannot be deleted (%s); delete it by hand".formatted(path, failure), failure);
    }
  }

  /// Deletes everything but the mark, which goes last: an interrupted deletion can be repeated.
  private static final class Deletion extends SimpleFileVisitor<Path> {
    private final Path mark;

    Deletion(Path mark) {
      this.mark = mark;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!file.equals(mark)) {
        Files.delete(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      if (!directory.equals(mark.getParent())) {
        Files.delete(directory);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
