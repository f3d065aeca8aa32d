package io.codedeveloper.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Tells whether what a step reads has changed.
final class SourceHash {
  private static final Set<String> FOREIGN = Set.of("target", ".git", ".terraform", ".demo");

  private SourceHash() {}

  /// Of texts.
  static String of(List<String> texts) {
    var digest = digest();
    texts.forEach(text -> digest.update((text + "\0").getBytes(UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Of the files below folders, by path and content; folders that are missing count as empty.
  static String of(Path root, List<String> folders) {
    var digest = digest();
    for (var folder : folders) {
      try (var files = files(root.resolve(folder))) {
        for (var file : files.sorted().toList()) {
          digest.update((root.relativize(file) + "\0").getBytes(UTF_8));
          digest.update(Files.readAllBytes(file));
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Stream<Path> files(Path folder) throws IOException {
    return Files.exists(folder)
        ? Files.walk(folder)
            .filter(Files::isRegularFile)
            .filter(file -> !file.getFileName().toString().startsWith("terraform.tfstate"))
            .filter(file -> !isForeign(folder.relativize(file)))
        : Stream.empty();
  }

  private static boolean isForeign(Path file) {
    for (var name : file) {
      if (FOREIGN.contains(name.toString())) {
        return true;
      }
    }
    return false;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
