package io.codedeveloper.job.agent.tool;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The directory around a file of the work tree, held open: whoever puts a link in its place
/// afterwards changes nothing any more.
///
/// Each name on the way is opened from the directory before it, and never if it is a link.
record OpenDirectory(SecureDirectoryStream<Path> stream, Path name) implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /// @throws IOException also where a link is on the way
  static OpenDirectory around(WorkTreePath path) throws IOException {
    Path root = path.root();
    Path inside = root.relativize(path.file());
    SecureDirectoryStream<Path> at = secure(Files.newDirectoryStream(root));
    for (int i = 0; i < inside.getNameCount() - 1; i++) {
      try (SecureDirectoryStream<Path> above = at) {
        at = above.newDirectoryStream(inside.getName(i), LinkOption.NOFOLLOW_LINKS);
      }
    }
    return new OpenDirectory(at, inside.getFileName());
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("this system cannot hold directories open");
  }

  /// Opens the file for reading; a link, pipe or device is not opened.
  SeekableByteChannel read() throws IOException {
    if (!stream
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes()
        .isRegularFile()) {
      throw new NoSuchFileException(name.toString(), null, "is no regular file");
    }
    return stream.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /// A new file beside it that nobody else has.
  SeekableByteChannel create(Path beside) throws IOException {
    return stream.newByteChannel(
        beside,
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS),
        PRIVATE);
  }

  /// The permissions of what is there.
  ///
  /// @throws NoSuchFileException when nothing is there
  Set<PosixFilePermission> permissions() throws IOException {
    return view(name).readAttributes().permissions();
  }

  /// Puts another file of the directory in its place, whole or not at all.
  void replaceBy(Path beside, Set<PosixFilePermission> permissions) throws IOException {
    view(beside).setPermissions(permissions);
    stream.move(beside, stream, name);
  }

  void delete(Path beside) throws IOException {
    try {
      stream.deleteFile(beside);
    } catch (NoSuchFileException e) {
      // It has taken the file's place.
    }
  }

  private PosixFileAttributeView view(Path file) {
    return stream.getFileAttributeView(
        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
