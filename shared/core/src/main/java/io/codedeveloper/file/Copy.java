package io.codedeveloper.file;

/// Whether what a file of the repository holds can be read here.
public enum Copy {
  KEPT,
  /// Larger than a request may be.
  LARGE,
  /// It holds what looks like a secret.
  SECRET,
  /// A symbolic link, a submodule, or kept in Git LFS.
  LINK,
  /// The repository has more than is copied.
  BEYOND,
  /// One of the next iterations copies it.
  LATER
}
