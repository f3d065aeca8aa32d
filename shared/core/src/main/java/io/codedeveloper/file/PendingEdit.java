package io.codedeveloper.file;

import io.codedeveloper.roadmap.ConflictMarks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// An edit that the repository does not have yet.
///
/// @param baseId the id that git gives what the edit was made on; empty when nothing was known of
///   the file
/// @param base what the edit was made on; empty when it was not known, or no copy was kept
/// @param editor the subject who made it
/// @param generation of the edit's blob: a later edit has another
public record PendingEdit(
    FilePath path,
    byte[] content,
    Optional<String> baseId,
    Optional<byte[]> base,
    String editor,
    Instant editedAt,
    long generation) {
  /// How many marks of a conflict are to be removed before it can be merged.
  public int openMarks() {
    return ConflictMarks.open(text(content), base.map(PendingEdit::text).orElse(""));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
