package io.codedeveloper.platform;

import java.util.Optional;

/// Objects under slash-separated names, with a generation per write and preconditions on it.
///
/// A name is 1 to 1,024 UTF-8 bytes without NUL, CR, LF, a leading slash, or a `.` or `..` segment;
/// every method refuses another with IllegalArgumentException ([BlobName]). A generation of a name
/// is larger than all before it, also those before a delete. When the store cannot be reached,
/// every method throws [TransientException].
public interface BlobStore {
  Optional<Blob> read(String name);

  /// Writes the content whole, or not at all when the precondition does not hold.
  WriteResult write(String name, byte[] content, Precondition precondition);

  /// Removes a blob; a missing blob satisfies [Precondition.None] and is no error.
  WriteResult delete(String name, Precondition precondition);

  /// The names (with generation and size) that start with a prefix, in UTF-8 byte order.
  ///
  /// @param prefix any text, also an empty one
  /// @param limit at most so many a page, 1 to 1,000
  /// @throws IllegalArgumentException for a cursor that no page of this store has had
  Page<Entry> list(String prefix, int limit, Optional<String> cursor);

  /// One row of a listing.
  ///
  /// @param size in bytes
  record Entry(String name, long generation, long size) {}

  /// What must hold of the present blob for a write to happen.
  sealed interface Precondition {
    /// Whatever is there is replaced.
    record None() implements Precondition {}

    /// Nothing may be there.
    record Absent() implements Precondition {}

    /// This generation must be there.
    record Generation(long generation) implements Precondition {}
  }

  /// What became of a write.
  sealed interface WriteResult {
    /// @param generation of the new blob; 0 after a delete
    record Written(long generation) implements WriteResult {}

    /// Nothing was changed. @param current generation that is there; empty when nothing is
    record Refused(Optional<Long> current) implements WriteResult {}
  }
}
