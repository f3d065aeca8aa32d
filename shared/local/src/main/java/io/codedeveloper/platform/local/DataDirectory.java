package io.codedeveloper.platform.local;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Directories and files that only their owner may enter and read.
final class DataDirectory {
  private static final Set<PosixFilePermission> DIRECTORY_MODE =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE_MODE =
      PosixFilePermissions.fromString("rw-------");

  private DataDirectory() {}

  /// The directory, made with mode 0700 (also its missing parents) where it is not there yet.
  ///
  /// @throws UserErrorException when it is not a directory or this user must not write it
  static Path open(Path directory) {
    var absolute = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute, mode(DIRECTORY_MODE));
    } catch (FileAlreadyExistsException file) {
      throw new UserErrorException(
          "the data directory %s is a file, not a directory; choose another path"
              .formatted(absolute),
          file);
    } catch (IOException failure) {
      throw new UserErrorException(
          "the data directory %s cannot be made (%s); choose a path that this user may write"
              .formatted(absolute, reason(failure)),
          failure);
    }
    if (!Files.isWritable(absolute) || !Files.isExecutable(absolute)) {
      throw new UserErrorException(
          "the data directory %s is not writable; give this user the right to write it or choose another path"
              .formatted(absolute));
    }
    return absolute;
  }

  /// Makes an empty file with mode 0600 unless there is one: SQLite alone would let the group read
  /// it.
  static void createFile(Path file) {
    try {
      Files.createFile(file, mode(FILE_MODE));
    } catch (FileAlreadyExistsException present) {
      if (!Files.isRegularFile(file)) {
        throw new UserErrorException(
            file + " is not a file; move it away or choose another data directory", present);
      }
    } catch (IOException failure) {
      throw new UserErrorException(
          "the file %s cannot be made (%s); choose a data directory that this user may write"
              .formatted(file, reason(failure)),
          failure);
    }
  }

  /// The system's own words, without the name of an exception.
  private static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "permission denied";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }

  /// The attribute for a new file or directory; none where the file system has no modes.
  static FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
