package io.codedeveloper.job.iteration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Where an execution keeps files: work trees that live as long as it does, and caches that outlive
/// it.
///
/// @param root the data directory
public record WorkDirectories(Path root) {
  /// Git objects of the repositories worked on.
  public Path gitCache() {
    return root.resolve("git");
  }

  /// What a repository's `setup` fetched.
  public Path toolchainCache() {
    return root.resolve("caches");
  }

  /// An empty place for a work tree; what a crashed execution left of this iteration is deleted,
  /// never reused.
  Path freshWorkTree(String iteration, long fence) {
    discard(iteration);
    var tree = iterationDirectory(iteration).resolve("tree-" + fence);
    try {
      Files.createDirectories(tree.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  /// What belongs to the work tree but lies outside it; lives as long as it does.
  Path state(String iteration) {
    var directory = iterationDirectory(iteration).resolve("state");
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes the work trees of an iteration; what matters of them is in its checkpoints.
  void discard(String iteration) {
    var directory = iterationDirectory(iteration);
    if (!Files.exists(directory)) {
      return;
    }
    try {
      Files.walkFileTree(directory, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + directory, e);
    }
  }

  private Path iterationDirectory(String iteration) {
    return root.resolve("work").resolve(iteration);
  }

  /// Deletes everything below a directory and itself; symbolic links are deleted, not followed.
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      directory.toFile().setWritable(true);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
