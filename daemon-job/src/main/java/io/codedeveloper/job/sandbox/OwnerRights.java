package io.codedeveloper.job.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What the owner of files may do with them, whoever took it away.
///
/// Commands run as the user of this process, or as one that only root can be: what they leave can
/// be opened again. No symbolic link is followed.
public final class OwnerRights {
  private static final Set<PosixFilePermission> OF_A_FILE =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> OF_A_DIRECTORY =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private OwnerRights() {}

  /// Lets the owner read and change all files below a directory, and itself. What is another's, or
  /// vanishes meanwhile, stays as it is.
  public static void restore(Path directory) {
    Deque<Path> left = new ArrayDeque<>(List.of(directory));
    while (!left.isEmpty()) {
      left.addAll(restored(left.pop()));
    }
  }

  /// @return what lies in it
  private static List<Path> restored(Path path) {
    try {
      var view =
          Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (view == null) {
        return List.of(); // A file system without rights.
      }
      var attributes = view.readAttributes();
      if (!attributes.isDirectory() && !attributes.isRegularFile()) {
        return List.of();
      }
      var wanted = EnumSet.copyOf(attributes.isDirectory() ? OF_A_DIRECTORY : OF_A_FILE);
      if (!attributes.permissions().containsAll(wanted)) {
        wanted.addAll(attributes.permissions());
        Files.setPosixFilePermissions(path, wanted);
      }
      return attributes.isDirectory() ? children(path) : List.of();
    } catch (IOException | UncheckedIOException notOurs) {
      return List.of();
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try (var children = Files.list(directory)) {
      return children.toList();
    }
  }
}
