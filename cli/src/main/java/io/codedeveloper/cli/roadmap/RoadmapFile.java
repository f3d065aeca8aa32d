package io.codedeveloper.cli.roadmap;

import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.roadmap.Roadmap;
import io.codedeveloper.roadmap.RoadmapParser;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A roadmap on disk. Symbolic links are followed.
final class RoadmapFile {
  /// Twenty times the largest roadmap that is known; GitHub shows no Markdown beyond it either.
  private static final long LARGEST = 20L * 1024 * 1024;

  private RoadmapFile() {}

  /// Reads and parses the file.
  ///
  /// @throws UserErrorException when it cannot be read as a roadmap, whatever the reason
  static Roadmap read(Path file) {
    try {
      return new RoadmapParser().parse(bytes(file), file.toString());
    } catch (AccessDeniedException denied) {
      throw new UserErrorException(
          file + " must not be read by this user; change its rights (chmod u+r) and try again",
          denied);
    } catch (IOException failure) {
      throw new UserErrorException(
          "%s cannot be read (%s); name another file".formatted(file, reason(failure)), failure);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new UserErrorException(
          Files.isSymbolicLink(file)
              ? "%s is a symbolic link to %s, which does not exist"
                  .formatted(file, Files.readSymbolicLink(file))
              : "there is no file %s; roadmaps usually are docs/ROADMAP.md or ROADMAP.md"
                  .formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new UserErrorException(
          "%s is a directory; name the roadmap file in it, %s for instance"
              .formatted(file, file.resolve("ROADMAP.md")));
    }
    if (!Files.isRegularFile(file)) {
      throw new UserErrorException(file + " is not a regular file; name a Markdown file");
    }
    var size = Files.size(file);
    if (size > LARGEST) {
      throw new UserErrorException(
          "%s has %d MB, and a roadmap at most %d; is it the right file?"
              .formatted(file, size / (1024 * 1024), LARGEST / (1024 * 1024)));
    }
    return Files.readAllBytes(file);
  }

  private static String reason(IOException failure) {
    return failure instanceof FileSystemLoopException
        ? "symbolic links in a circle"
        : String.valueOf(failure.getMessage());
  }
}
