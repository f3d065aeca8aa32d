package io.codedeveloper.file;

import io.codedeveloper.roadmap.ConflictMarks;
import java.nio.charset.StandardCharsets;

/// A file as people see it: the newest edit, or what the repository had when it was read last.
///
/// @param version changes with every change; for `If-Match`
/// @param pending true when the repository does not have this content yet
/// @param openMarks how many marks of a conflict its editor has yet to remove; 0: it is in none
public record StoredFile(
    FilePath path, byte[] content, String version, boolean pending, int openMarks) {
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /// The text; of a file that is in conflict with the repository what was edited.
  public String edited() {
    return openMarks > 0 ? ConflictMarks.ours(text()) : text();
  }
}
