package io.codedeveloper.job.git;

import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.PackMismatchException;
import org.jspecify.annotations.Nullable;

/// Stored objects are missing or broken.
final class DamagedObjects extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedObjects(Throwable cause) {
    super("objects of the repository are missing or damaged", cause);
  }

  /// Whether a failure comes from missing or broken objects.
  static boolean caused(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MissingObjectException
          || cause instanceof CorruptObjectException
          || cause instanceof IncorrectObjectTypeException
          || cause instanceof PackInvalidException
          || cause instanceof PackMismatchException
          || cause instanceof java.util.zip.DataFormatException) {
        return true;
      }
    }
    return false;
  }

  /// The failure as an unchecked one: of damage as this, of anything else as it is.
  static RuntimeException orUnchecked(IOException failure) {
    return caused(failure)
        ? new DamagedObjects(failure)
        : new java.io.UncheckedIOException("cannot read the repository's cache", failure);
  }
}
