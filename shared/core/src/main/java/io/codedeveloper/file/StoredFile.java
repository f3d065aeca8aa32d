package io.codedeveloper.file;

import java.nio.charset.StandardCharsets;

/// A file as people see it: the newest edit, or what the repository had when it was read last.
///
/// @param version changes with every change; for `If-Match`
/// @param pending true when the repository does not have this content yet
public record StoredFile(FilePath path, byte[] content, String version, boolean pending) {
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }
}
