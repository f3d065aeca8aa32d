package io.codedeveloper.job.git;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/// A file, link or submodule of a tree.
///
/// @param path relative, with `/`
record TreeEntry(String path, FileMode mode, ObjectId id) {
  boolean isLink() {
    return mode.equals(FileMode.SYMLINK);
  }

  boolean isSubmodule() {
    return mode.equals(FileMode.GITLINK);
  }

  boolean isExecutable() {
    return mode.equals(FileMode.EXECUTABLE_FILE);
  }

  boolean sameContent(TreeEntry other) {
    return mode.equals(other.mode) && id.equals(other.id);
  }

  /// A name as text; empty when it is not UTF-8 and so cannot be a file's name here.
  static Optional<String> text(byte[] name, int length) {
    try {
      var bytes = ByteBuffer.wrap(Arrays.copyOf(name, length));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
