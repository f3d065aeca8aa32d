package io.codedeveloper.cli.deploy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Changes of files that are there as a whole or not at all, whatever ends this process or the
/// machine.
final class Durable {
  private Durable() {}

  /// Replaces a file.
  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    var fresh = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
    try {
      Files.writeString(fresh, text);
      move(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Gives a file, or a folder with all that is in it, its place.
  ///
  /// @param to in the same folder; a folder must not be there
  static void move(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var each : all.toList()) {
        sync(each);
      }
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    var folder = to.toAbsolutePath().getParent();
    if (folder != null) {
      sync(folder);
    }
  }

  private static void sync(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
