package io.codedeveloper.job.agent.tool;

import java.nio.file.Path;

/// What may be written where.
final class Writable {
  private Writable() {}

  /// A path that the agent may write.
  static WorkTreePath path(Path root, String given, ProtectedPaths protectedPaths) {
    var path = WorkTreePath.of(root, given);
    if (path.name().isEmpty()) {
      throw new RefusedException("\"" + given + "\" is the work tree itself, not a file");
    }
    protectedPaths
        .protecting(path.name())
        .ifPresent(pattern -> {
          throw new RefusedException(
              "\""
                  + path.name()
                  + "\" is protected ("
                  + pattern
                  + "): only people change it."
                  + " Leave it as it is and say in your summary what you would change there");
        });
    return path;
  }

  /// Refuses what would make a text file binary or too large.
  static void requireText(String content) {
    if (content.indexOf('\0') >= 0) {
      throw new RefusedException("the text has a zero byte in it; binary files cannot be written");
    }
    if (content.length() > WriteFile.LARGEST) {
      throw new RefusedException("the text is longer than " + WriteFile.LARGEST + " characters");
    }
  }
}
