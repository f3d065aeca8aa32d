package io.codedeveloper.platform.local;

import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Path;
import java.sql.SQLException;

/// What an error of SQLite means to the caller.
final class SqlFailure {
  /// The low byte of an extended result code is the primary one.
  private static final int PRIMARY = 0xff;

  private static final int PERM = 3;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  private SqlFailure() {}

  /// Whether another connection was in the way, so that trying again may help.
  static boolean isBusy(SQLException failure) {
    var code = failure.getErrorCode() & PRIMARY;
    return code == BUSY || code == LOCKED;
  }

  /// The exception that the ports promise for this error.
  static RuntimeException translate(Path file, SQLException failure) {
    var what = failure.getMessage();
    return switch (failure.getErrorCode() & PRIMARY) {
      case BUSY, LOCKED ->
          new TransientException("the database %s is busy: %s".formatted(file, what), failure);
      case FULL, IOERR ->
          new TransientException(
              "the database %s cannot be read or written now (is the disk full?): %s"
                  .formatted(file, what),
              failure);
      case PERM, READONLY, CANTOPEN ->
          new UserErrorException(
              "the database %s cannot be opened for writing; give this user the right to write it and its directory"
                  .formatted(file),
              failure);
      case NOTADB ->
          new UserErrorException(
              "%s is not a database of code-developer; move it away or choose another data directory"
                  .formatted(file),
              failure);
      case CORRUPT ->
          new UserErrorException(
              "the database %s is damaged (%s); nothing was changed; restore it from a backup or choose another data directory"
                  .formatted(file, what),
              failure);
      default -> new IllegalStateException("the database %s: %s".formatted(file, what), failure);
    };
  }
}
