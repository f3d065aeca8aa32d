package io.codedeveloper.job.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/// Writes and removes files below a root without ever going through a symbolic link.
final class TreeFiles {
  private final Path root;

  TreeFiles(Path root) {
    this.root = root;
  }

  /// Writes a file as git has it; whatever stands in its place is removed.
  ///
  /// @param asLink whether a symbolic link is made one, instead of a file that holds its target
  void write(ObjectReader reader, TreeEntry entry, boolean asLink) throws IOException {
    var file = clear(entry.path());
    if (entry.isSubmodule()) {
      Files.createDirectory(file);
      return;
    }
    var content = reader.open(entry.id(), Constants.OBJ_BLOB);
    if (asLink && entry.isLink()) {
      var target = new String(content.getBytes(), java.nio.charset.StandardCharsets.UTF_8);
      Files.createSymbolicLink(file, file.getFileSystem().getPath(target));
      return;
    }
    try (var output =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.copyTo(output);
    }
    if (entry.isExecutable()) {
      makeExecutable(file);
    }
  }

  /// Writes a file of this content; whatever stands in its place is removed.
  void write(String path, byte[] content, boolean executable) throws IOException {
    var file = clear(path);
    Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (executable) {
      makeExecutable(file);
    }
  }

  /// Gives files their time of last change.
  void setTimes(Iterable<String> paths, FileTime time) throws IOException {
    for (var path : paths) {
      Files.setLastModifiedTime(root.resolve(path), time);
    }
  }

  /// Removes whatever has this path, and directories above it that are empty then.
  void remove(String path) throws IOException {
    var file = root.resolve(path);
    if (!hasRealParents(file)) {
      return;
    }
    removeTree(file);
    for (var parent = parentOf(file); !parent.equals(root); parent = parentOf(parent)) {
      if (!isEmpty(parent)) {
        return;
      }
      Files.delete(parent);
    }
  }

  private boolean hasRealParents(Path file) {
    for (var parent = parentOf(file); !parent.equals(root); parent = parentOf(parent)) {
      if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
    }
    return true;
  }

  /// Makes real directories of all parents and leaves nothing at the path itself.
  private Path clear(String path) throws IOException {
    var file = root.resolve(path);
    var parent = root;
    for (var name : root.relativize(parentOf(file))) {
      if (name.toString().isEmpty()) {
        continue;
      }
      parent = parent.resolve(name);
      if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(parent);
        Files.createDirectory(parent);
      }
    }
    removeTree(file);
    return file;
  }

  private static Path parentOf(Path file) {
    var parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no parent: " + file);
    }
    return parent;
  }

  private static void removeTree(Path file) throws IOException {
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
      return;
    }
    Files.walkFileTree(
        file,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var children = Files.list(directory)) {
      return children.findAny().isEmpty();
    }
  }

  private static void makeExecutable(Path file) throws IOException {
    var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    permissions.add(PosixFilePermission.OWNER_EXECUTE);
    if (permissions.contains(PosixFilePermission.GROUP_READ)) {
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
    }
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    Files.setPosixFilePermissions(file, permissions);
  }
}
