package io.codedeveloper.cli.ops;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Where incidents are written down: a file for each, and none is ever written over.
///
/// @param folder is made where it is not there
record IncidentFile(Path folder) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int MOST = 100;

  /// Writes an incident down.
  ///
  /// @return the file
  /// @throws UserErrorException when it cannot be written
  Path write(Instant at, Severity severity, String text) {
    var name = "incident-%s-%s".formatted(NAME.format(at), severity);
    try {
      Files.createDirectories(folder);
      for (var number = 1; number < MOST; number++) {
        var file = folder.resolve(name + (number == 1 ? "" : "-" + number) + ".md");
        try {
          return Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException taken) {
          // Somebody else's of the same second.
        }
      }
    } catch (IOException failure) {
      throw new UserErrorException(
          "the incident cannot be written to %s (%s); name another folder with --folder"
              .formatted(folder, failure.getMessage()),
          failure);
    }
    throw new UserErrorException(
        "%s has %d incidents of this second; name another folder with --folder"
            .formatted(folder, MOST));
  }
}
