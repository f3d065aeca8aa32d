package io.codedeveloper.job.iteration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

  /// An empty place for a work tree; what crashed executions left of this iteration is deleted,
  /// never reused.
  Path freshWorkTree(String iteration, long fence) {
    earlier(iteration, fence).forEach(WorkDirectories::delete);
    return created(execution(iteration, fence)).resolve("tree");
  }

  /// A second place for a work tree, to see what would become of the work elsewhere; it lives as
  /// long as the first.
  Path trial(String iteration, long fence) {
    var trial = created(execution(iteration, fence)).resolve("trial");
    delete(trial);
    return trial;
  }

  /// What belongs to the work tree but lies outside it; lives as long as it does.
  Path state(String iteration, long fence) {
    return created(execution(iteration, fence).resolve("state"));
  }

  /// Deletes the work tree of an execution; what matters of it is in its checkpoints. A later
  /// holder of the lease may work on the same iteration already: its directory stays.
  void discard(String iteration, long fence) {
    delete(execution(iteration, fence));
    removeIfEmpty(root.resolve("work").resolve(iteration));
  }

  private static void removeIfEmpty(Path directory) {
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException later) {
      return; // Another execution works there already.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + directory, e);
    }
  }

  private Path execution(String iteration, long fence) {
    return root.resolve("work").resolve(iteration).resolve(Long.toString(fence));
  }

  /// The directories of the iteration's executions up to this one.
  private List<Path> earlier(String iteration, long fence) {
    var directory = root.resolve("work").resolve(iteration);
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (var executions = Files.list(directory)) {
      return executions
          .filter(each -> Long.parseLong(each.getFileName().toString()) <= fence)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path created(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      Files.walkFileTree(directory, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + directory, e);
    }
  }

  /// Deletes everything below a directory and itself; symbolic links are deleted, not followed.
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!Files.isWritable(directory)) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
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
