package io.codedeveloper.job.toolchain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks at files of a work tree that may be hostile: links are not followed, and only so much is
/// read.
final class TreeFiles {
  private static final int LARGEST_BYTES = 1 << 20;

  private TreeFiles() {}

  static boolean isFile(Path tree, String path) {
    return Files.isRegularFile(tree.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  /// The beginning of a file; empty when there is no such file.
  static Optional<String> text(Path tree, String path) {
    if (!isFile(tree, path)) {
      return Optional.empty();
    }
    try (InputStream input = Files.newInputStream(tree.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new String(input.readNBytes(LARGEST_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The names of what lies in a folder, sorted.
  static Stream<String> names(Path tree, String folder) {
    Path directory = tree.resolve(folder);
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return Stream.empty();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      List<String> names = entries.map(entry -> entry.getFileName().toString()).sorted().toList();
      return names.stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
