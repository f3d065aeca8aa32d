package io.codedeveloper.job.toolchain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A HOME that can be written, with links to what another HOME holds and must not change.
final class LinkedHome {
  /// Shared by many programs, some of which must write beside what others only read.
  private static final Set<String> SHARED = Set.of(".cache", ".config", ".local");

  /// Compilers write here whenever they run.
  private static final Set<String> ALWAYS_WRITTEN = Set.of("go-build");

  private LinkedHome() {}

  static void link(Path from, Path home) {
    try {
      Files.createDirectories(home);
      for (Path entry : entries(from)) {
        Path name = entry.getFileName();
        boolean shared =
            SHARED.contains(name.toString()) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
        if (shared) {
          Files.createDirectories(home.resolve(name));
          for (Path inner : entries(entry)) {
            link(inner, home.resolve(name).resolve(inner.getFileName()), inner.getFileName());
          }
        } else {
          link(entry, home.resolve(name), name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the home directory " + home, e);
    }
  }

  private static void link(Path target, Path link, Path name) throws IOException {
    if (!ALWAYS_WRITTEN.contains(name.toString())) {
      Files.createSymbolicLink(link, target);
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }
}
