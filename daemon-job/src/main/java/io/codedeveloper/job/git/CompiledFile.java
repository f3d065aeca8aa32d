package io.codedeveloper.job.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// Recognises by its first bytes what a compiler or linker made.
final class CompiledFile {
  /// ELF, archive of objects, Java class or universal Mach-O, Mach-O of both sizes and orders.
  private static final List<String> BEGINNINGS =
      List.of(
          "7f454c46",
          HexFormat.of().formatHex("!<arch>\n".getBytes(StandardCharsets.US_ASCII)),
          "cafebabe",
          "feedface",
          "feedfacf",
          "cefaedfe",
          "cffaedfe");

  private static final int LONGEST_BEGINNING = 8;

  private CompiledFile() {}

  static boolean isOne(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var input = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      var beginning = HexFormat.of().formatHex(input.readNBytes(LONGEST_BEGINNING));
      return BEGINNINGS.stream().anyMatch(beginning::startsWith);
    }
  }
}
