package io.codedeveloper.cli.edit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A text of the user on disk, from the moment it can be edited until the API has it.
///
/// Beside it lie `.base`, the text that it began with, and after a conflict `.mine`, the text as
/// the user left it.
record Draft(Path file) {
  private static final String BASE = ".base";
  private static final String MINE = ".mine";

  /// Begins one, readable by its owner only.
  ///
  /// @param name of the file that is edited; its end tells the editor what it is
  static Draft begin(Path directory, String name, String text, String base) {
    var simple = name.substring(name.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    var dot = Math.max(0, simple.lastIndexOf('.'));
    var suffix = dot == 0 ? ".md" : simple.substring(dot);
    var stem = dot == 0 ? simple : simple.substring(0, dot);
    try {
      Files.createDirectories(directory);
      if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
      var draft = new Draft(Files.createTempFile(directory, stem + "-", suffix));
      draft.write(text);
      draft.base(base);
      return draft;
    } catch (IOException failure) {
      throw unwritable(directory, failure);
    }
  }

  String text() {
    return read(file);
  }

  /// Whether it is this text, and nothing else.
  boolean holds(String text) {
    try {
      return Arrays.equals(Files.readAllBytes(file), text.getBytes(UTF_8));
    } catch (IOException unreadable) {
      return false;
    }
  }

  void write(String text) {
    write(file, text);
  }

  void base(String text) {
    write(beside(BASE), text);
  }

  /// Keeps the text as the user left it, before a merge changes it.
  Path keepMine(String text) {
    write(beside(MINE), text);
    return beside(MINE);
  }

  /// Removes it: the API has the text, or it never differed.
  void discard() {
    for (var one : List.of(file, beside(BASE), beside(MINE))) {
      try {
        Files.deleteIfExists(one);
      } catch (IOException failure) {
        throw unwritable(one, failure);
      }
    }
  }

  /// A text of the user, wherever it lies.
  ///
  /// @throws UserErrorException when it is not there or not UTF-8
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException notText) {
      throw new UserErrorException(file + " is not UTF-8 text; save it as UTF-8", notText);
    } catch (IOException failure) {
      throw new UserErrorException(
          "%s cannot be read (%s)".formatted(file, failure.getMessage()), failure);
    }
  }

  /// What a text that an earlier save left behind began with.
  static Optional<String> baseOf(Path file) {
    var base = new Draft(file).beside(BASE);
    return Files.exists(base) ? Optional.of(read(base)) : Optional.empty();
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static void write(Path file, String text) {
    try {
      Files.write(file, text.getBytes(UTF_8));
    } catch (IOException failure) {
      throw unwritable(file, failure);
    }
  }

  private static UserErrorException unwritable(Path file, IOException failure) {
    return new UserErrorException(
        "%s cannot be written (%s); make room or mend its rights"
            .formatted(file, failure.getMessage()),
        failure);
  }
}
