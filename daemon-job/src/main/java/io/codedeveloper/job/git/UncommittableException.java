package io.codedeveloper.job.git;

/// A change that can never be committed here: of a file kept in Git LFS, a submodule, a pipe.
/// Another attempt may do without.
public final class UncommittableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UncommittableException(String message) {
    super(message);
  }
}
