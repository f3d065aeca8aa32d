package io.codedeveloper.job.toolchain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/// The files that decide what setup fetches.
final class LockFiles {
  private static final Set<String> NAMES =
      Set.of(
          "pom.xml",
          "maven-wrapper.properties",
          "extensions.xml",
          "build.gradle",
          "build.gradle.kts",
          "settings.gradle",
          "settings.gradle.kts",
          "gradle.lockfile",
          "libs.versions.toml",
          "package.json",
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "pyproject.toml",
          "setup.py",
          "setup.cfg",
          "poetry.lock",
          "uv.lock",
          "Pipfile",
          "Pipfile.lock",
          "Cargo.toml",
          "Cargo.lock",
          "go.mod",
          "go.sum",
          "Gemfile",
          "Gemfile.lock",
          "composer.json",
          "composer.lock");

  private static final Set<String> FOREIGN =
      Set.of("node_modules", "target", "vendor", ".venv", ".git");
  private static final int DEEPEST = 8;
  private static final int MOST = 5000;
  private static final int LARGEST_BYTES = 20 << 20;
  private static final int KEY_DIGITS = 32;

  private LockFiles() {}

  /// The same for the same setup command and files; 32 hexadecimal digits.
  static String key(Path tree, String setup) {
    MessageDigest digest = digest();
    add(digest, setup.getBytes(StandardCharsets.UTF_8));
    for (Path file : find(tree)) {
      add(digest, tree.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      try (InputStream input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        add(digest, input.readNBytes(LARGEST_BYTES));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_DIGITS);
  }

  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean decides(String name) {
    boolean requirements = name.contains("requirements") && name.endsWith(".txt");
    return NAMES.contains(name) || requirements;
  }

  private static Set<Path> find(Path tree) {
    Set<Path> found = new TreeSet<>();
    try {
      Files.walkFileTree(tree, Set.of(), DEEPEST, new Search(found));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look through " + tree, e);
    }
    return found;
  }

  private static final class Search extends SimpleFileVisitor<Path> {
    private final Set<Path> found;

    Search(Set<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean foreign = FOREIGN.contains(directory.getFileName().toString());
      return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && decides(file.getFileName().toString())) {
        found.add(file);
      }
      return found.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
