package io.codedeveloper.job.agent.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// A file as text, with its bytes kept: what is not UTF-8 is never rewritten.
///
/// @param text with its byte order mark and line ends as they are
record TextFile(String text) {
  /// Larger files are left to commands.
  static final long LARGEST = 4L << 20;

  /// Reads a regular file.
  ///
  /// @return empty when it is binary: not UTF-8, or with a zero byte
  /// @throws RefusedException when it is too large
  static Optional<TextFile> read(WorkTreePath path) {
    try (var directory = OpenDirectory.around(path);
        var channel = directory.read()) {
      if (channel.size() > LARGEST) {
        throw new RefusedException(
            "\""
                + path.name()
                + "\" has "
                + channel.size()
                + " bytes, too many to open; look at parts of it with run_command");
      }
      var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        continue;
      }
      return decode(bytes.flip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<TextFile> decode(ByteBuffer bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(new TextFile(text));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// Puts the text where the path says: whole or not at all, with the mode of the file that was
  /// there.
  void write(WorkTreePath path) {
    try {
      // Java cannot make a directory inside one that is held open. What a link that appears just
      // now
      // could misdirect is an empty directory; the file goes only where no link leads.
      Files.createDirectories(java.util.Objects.requireNonNull(path.file().getParent()));
      try (var directory = OpenDirectory.around(path)) {
        var mode = modeOf(directory);
        var fresh =
            path.file().getFileSystem().getPath(".edit" + System.identityHashCode(this) + ".tmp");
        try {
          try (var channel = directory.create(fresh)) {
            var bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
              channel.write(bytes);
            }
          }
          directory.replaceBy(fresh, mode);
        } finally {
          directory.delete(fresh);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<PosixFilePermission> modeOf(OpenDirectory directory) throws IOException {
    try {
      return directory.permissions();
    } catch (NoSuchFileException e) {
      return PosixFilePermissions.fromString("rw-r--r--");
    }
  }

  /// True when every line ends with carriage return and line feed.
  boolean windowsLines() {
    var feeds = text.chars().filter(each -> each == '\n').count();
    return feeds > 0 && feeds == count("\r\n");
  }

  private long count(String part) {
    long count = 0;
    for (var at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  /// The text of a model, with this file's line ends.
  String withLinesOf(String modelText) {
    return windowsLines() && !modelText.contains("\r")
        ? modelText.replace("\n", "\r\n")
        : modelText;
  }

  /// The number of the line, from 1, in which a position lies.
  int lineAt(int position) {
    return 1 + (int) text.substring(0, position).chars().filter(each -> each == '\n').count();
  }
}
