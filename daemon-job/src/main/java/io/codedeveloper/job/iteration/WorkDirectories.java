package io.codedeveloper.job.iteration;

import io.codedeveloper.job.sandbox.OwnerRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where an execution keeps files: work trees that live as long as it does, and caches that outlive
/// it.
///
/// @param root the data directory
public record WorkDirectories(Path root) {
  private static final String OWNER = ".owner";

  /// Git objects of the repositories worked on.
  public Path gitCache() {
    return root.resolve("git");
  }

  /// What a repository's `setup` fetched.
  public Path toolchainCache() {
    return root.resolve("caches");
  }

  /// Notes which process works in an execution's directory from now on.
  ///
  /// @param owner one line that tells later whether the process still lives
  public void claim(String iteration, long fence, String owner) {
    var file = owner(created(root.resolve("work").resolve(iteration)), fence);
    try {
      Files.writeString(file, owner);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /// Deletes what executions have left whose process is gone.
  ///
  /// @param isAlive whether an owner's process still lives
  /// @return what could not be deleted, one sentence each
  public List<String> removeAbandoned(Predicate<String> isAlive) {
    var failures = new ArrayList<String>();
    for (var iteration : children(root.resolve("work"))) {
      for (var file : children(iteration)) {
        try {
          if (file.toString().endsWith(OWNER) && !isAlive.test(Files.readString(file))) {
            var fence = file.getFileName().toString().replace(OWNER, "");
            discard(iteration.getFileName().toString(), Long.parseLong(fence));
          }
        } catch (IOException | RuntimeException failure) {
          failures.add("%s was left: %s".formatted(file, failure.getMessage()));
        }
      }
    }
    return failures;
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
    var directory = root.resolve("work").resolve(iteration);
    delete(execution(iteration, fence));
    delete(owner(directory, fence));
    removeIfEmpty(directory);
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

  private static Path owner(Path iteration, long fence) {
    return iteration.resolve(fence + OWNER);
  }

  /// The directories of the iteration's executions up to this one.
  private List<Path> earlier(String iteration, long fence) {
    return children(root.resolve("work").resolve(iteration)).stream()
        .filter(each -> !each.toString().endsWith(OWNER))
        .filter(each -> Long.parseLong(each.getFileName().toString()) <= fence)
        .toList();
  }

  private static List<Path> children(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (var children = Files.list(directory)) {
      return children.toList();
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
    OwnerRights.restore(directory);
    try {
      Files.walkFileTree(directory, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + directory, e);
    }
  }

  /// Deletes everything below a directory and itself; symbolic links are deleted, not followed.
  private static final class Deletion extends SimpleFileVisitor<Path> {
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
