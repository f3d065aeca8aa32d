package io.codedeveloper.job.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A directory of the system's temporary files that exists while one command runs.
///
/// Its name says which process made it, so that a later one can tell what a killed one left.
record ScratchDirectory(Path path) implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("command-(\\d{1,18})-.*");

  static ScratchDirectory create() {
    try {
      return new ScratchDirectory(
          Files.createTempDirectory("command-" + ProcessHandle.current().pid() + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary directory for a command", e);
    }
  }

  /// Removes those of processes that have ended, as far as they were this user's.
  static void removeAbandoned() {
    removeAbandoned(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static void removeAbandoned(Path around) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(around, "command-*")) {
      for (Path entry : entries) {
        removeWhenAbandoned(entry);
      }
    } catch (IOException e) {
      // Space is lost, nothing else; the next start tries again.
    }
  }

  private static void removeWhenAbandoned(Path entry) {
    try {
      if (isAbandoned(entry)) {
        new ScratchDirectory(entry).close();
      }
    } catch (IOException e) {
      // Its maker has removed it meanwhile.
    }
  }

  private static boolean isAbandoned(Path directory) throws IOException {
    Matcher name = NAME.matcher(directory.getFileName().toString());
    if (!name.matches()
        || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"))) {
      return false;
    }
    Instant made = Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS).toInstant();
    // A process that began after the directory was made only has its maker's number.
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(name.group(1)));
    return process.isEmpty()
        || process
            .flatMap(one -> one.info().startInstant())
            .filter(started -> started.isAfter(made.plusSeconds(1)))
            .isPresent();
  }

  Path directory(String name) {
    try {
      return Files.createDirectory(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String name, String content) {
    try {
      return Files.writeString(path.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes what it can, whatever rights a command took away; the system cleans its temporary
  /// files anyway.
  @Override
  public void close() {
    OwnerRights.restore(path);
    try {
      Files.walkFileTree(path, new Removal());
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
