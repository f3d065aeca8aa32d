package io.codedeveloper.platform;

/// Makes identifiers, so that a test or a simulation decides them.
@FunctionalInterface
public interface IdSource {
  /// A new identifier: never given before, 1 to 64 characters of `a-z`, `0-9` and `-`.
  String next();
}
