package io.codedeveloper.file;

import java.time.Instant;
import java.util.Optional;

/// An edit that the repository does not have yet.
///
/// @param base what the repository had when the edit was made; empty when it had no such file
/// @param editor the subject who made it
/// @param generation of the edit's blob: a later edit has another
public record PendingEdit(
    FilePath path,
    byte[] content,
    Optional<byte[]> base,
    String editor,
    Instant editedAt,
    long generation) {}
